-- W3C traceparent of the event that wrote a message, so that its delivery belongs to the same trace.
alter table outbox add column traceparent text;
