//! Which doors do forms post to by themselves, without an action of the page?

/// The door that plans an action on a selection, by POST.
pub const PLAN_DOOR: &str = "/api/plan/action";
/// The door that keeps a form for new WorkSpaces, by POST.
pub const KEEP_DOOR: &str = "/api/create/keep";
/// The door that forgets the forms that were kept, by POST.
pub const FORGET_DOOR: &str = "/api/create/forget";
/// The door that checks a refused row of a plan again, by POST.
pub const MEND_DOOR: &str = "/api/create/mend";
/// The door that keeps a view of the fleet, by POST.
pub const VIEW_SAVE_DOOR: &str = "/api/views/save";
/// The door that names a view anew, and shares it or not, by POST.
pub const VIEW_CHANGE_DOOR: &str = "/api/views/change";
/// The door that lets a view show something else, by POST.
pub const VIEW_OVERWRITE_DOOR: &str = "/api/views/overwrite";
/// The door that deletes a view, by POST.
pub const VIEW_REMOVE_DOOR: &str = "/api/views/remove";
/// The door that chooses the view to begin with, by POST.
pub const VIEW_START_DOOR: &str = "/api/views/start";
/// The door that plans an action on a list, by POST.
pub const PLAN_CSV_DOOR: &str = "/api/plan/csv";
/// The door that plans tags of resources, by POST.
pub const PLAN_TAGS_DOOR: &str = "/api/plan/resource-tags";
