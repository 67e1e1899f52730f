// The phone opens what the frame's address asks for.
document.querySelector('iframe').src = `screen.html${location.search}`;
