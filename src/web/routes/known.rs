//! What gates and pages ask of the list, by a pattern, a path or a request: the list without its handlers.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::HttpRequest;
use actix_web::http::Method;

use super::traits::Traits;
use super::{Answer, Who, demo_table, public, table};

/// A line of the list.
struct Line {
    pattern: &'static str,
    reads: bool,
    who: Who,
    answer: Answer,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let line = |route: super::Route| Line {
        pattern: route.pattern,
        reads: route.method == Method::GET,
        who: route.who,
        answer: route.answer,
    };
    table().into_iter().map(line).collect()
});

static DEEPEST: LazyLock<usize> =
    LazyLock::new(|| LINES.iter().map(|line| line.pattern.split('/').count()).max().unwrap_or(0));

static TRAITS: LazyLock<HashMap<&'static str, Traits>> = LazyLock::new(|| {
    let mut traits: HashMap<_, Traits> = HashMap::new();
    for route in table().into_iter().chain(demo_table()) {
        traits.entry(route.pattern).or_default().extend(route.traits);
    }
    traits
});

static NOWHERE: Traits = Traits::NONE;

static STANDING: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let pages = public::routes().into_iter().filter(|route| route.answer == Answer::Page);
    pages.map(|route| route.pattern).filter(|pattern| !pattern.contains('{')).collect()
});

/// The public pages that are there whoever has signed.
pub fn standing() -> impl Iterator<Item = &'static str> {
    STANDING.iter().copied()
}

/// What is true of an address, by its pattern.
pub fn traits(pattern: &str) -> &'static Traits {
    TRAITS.get(pattern).unwrap_or(&NOWHERE)
}

/// What is true of the address that a request asks for.
pub fn traits_of(request: &HttpRequest) -> &'static Traits {
    request.match_pattern().map_or(&NOWHERE, |pattern| traits(&pattern))
}

/// What is true of the address at a path.
pub fn traits_at(path: &str) -> &'static Traits {
    pattern_at(path).map_or(&NOWHERE, traits)
}

/// Whether a path is that of a page that everybody may come to. As when it is asked for, the first pattern counts.
pub fn is_public_page(path: &str) -> bool {
    let read = LINES.iter().find(|line| line.reads && takes(line.pattern, path));
    read.is_some_and(|line| line.who == Who::Anyone && line.answer == Answer::Page)
}

/// Where public data lies, by how addresses begin: what is asked for there and is not there is asked for by a program, too, and
/// stands in no list.
const FOR_PROGRAMS: &[&str] = &["/api/", "/data/", "/log/", "/call/versions.json"];

/// Whether programs read at a path: pages of other sites may, too, and what goes wrong is told in problem details.
pub fn is_for_programs(path: &str) -> bool {
    FOR_PROGRAMS.iter().any(|begin| path.starts_with(begin))
}

/// Whether an address answers GET.
pub fn is_readable(pattern: &str) -> bool {
    who_reads(pattern).is_some()
}

/// Who may read at an address; nothing, where it does not answer GET.
pub fn who_reads(pattern: &str) -> Option<Who> {
    LINES.iter().find(|line| line.reads && line.pattern == pattern).map(|line| line.who)
}

/// The path if it answers GET, else the nearest above it that does. Nothing for one that is deeper than any.
pub fn nearest_readable(path: &str) -> Option<&str> {
    if path.split('/').nth(*DEEPEST).is_some() {
        return None;
    }
    match pattern_at(path).filter(|pattern| is_readable(pattern)) {
        Some(_) => Some(path),
        None => nearest_readable(path.rsplit_once('/')?.0),
    }
}

/// The pattern that takes a path. As when it is asked for, the first counts.
fn pattern_at(path: &str) -> Option<&'static str> {
    LINES.iter().map(|line| line.pattern).find(|pattern| takes(pattern, path))
}

fn takes(pattern: &str, path: &str) -> bool {
    let fits = |(pattern, piece): (&str, &str)| match (pattern.split_once('{'), pattern.rsplit_once('}')) {
        (Some((front, _)), Some((_, end))) => {
            piece.len() > front.len() + end.len() && piece.starts_with(front) && piece.ends_with(end)
        }
        _ => pattern == piece,
    };
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(fits)
}
