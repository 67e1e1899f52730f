-- By which the view of a file is found when the file is deleted.
create index clear_view_by_object on desk.clear_view (object_key) where object_key is not null;
