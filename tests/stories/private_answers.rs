//! What is somebody's alone is kept in no cache, whatever is answered, and to whom. Made from the list of routes, as `role_matrix`
//! is; what a link opens is held by `a_link_is_for_one_thing`.

use std::ops::Deref;

use tilsagn::web::routes::{self, Route, Who};

use crate::one_of_each::{Own, Suzies, World, sent};
use crate::stories;
use crate::support::app::TestApp;
use crate::support::visitor::Visitor;
use crate::suzie_comes_back::{SUZIE, enter};

stories!(what_is_private_is_stored_nowhere);

/// Everything that is not for everybody, and what everybody has for themselves: the form, and the doors.
fn is_private(route: &Route) -> bool {
    let begins = |place: &&str| route.pattern.starts_with(*place);
    route.who != Who::Anyone
        || route.pattern == "/sign"
        || ["/sign/", "/account/", "/staff/"].iter().any(begins)
}

fn what_is_private_is_stored_nowhere(app: &TestApp) {
    let suzies = Suzies::place(app);
    let staff = [app.viewer(), app.moderator(), app.editor(), app.admin()];
    let world = World::place(app, suzies, &staff);
    let own = &Own::of_each(app, &staff)[0];
    let somebody: [Visitor; 2] = [app.anonymous(), enter(app, SUZIE)];
    let visitors: Vec<&Visitor> = somebody.iter().chain(staff.iter().map(Deref::deref)).collect();
    let mut routes = routes::table();
    routes.retain(is_private);
    // Whoever has signed out is told nothing more.
    routes.sort_by_key(|route| (route.method == "POST", route.pattern.ends_with("/sign-out")));
    assert!(routes.len() > 150, "only {} routes are private", routes.len());
    for route in &routes {
        for visitor in &visitors {
            let path = world.path(route.pattern, own);
            let page = if route.method == "POST" {
                visitor.post(&path, sent(route.pattern))
            } else {
                visitor.get(&path)
            };
            let cached = page.headers.get("cache-control").map(String::as_str);
            assert_eq!(cached, Some("no-store"), "{} {path}: {}", route.method, page.status);
        }
    }
}
