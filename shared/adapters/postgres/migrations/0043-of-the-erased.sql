-- Nothing is kept about a filing that was erased: the newer tables about one filing drop such a row like the older ones.
create trigger not_of_the_erased before insert on hand_over for each row execute function skip_erased_filing();
create trigger not_of_the_erased before insert on parked_verdict for each row execute function skip_erased_filing();
