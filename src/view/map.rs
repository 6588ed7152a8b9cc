//! The world map of signatories: an SVG without script or inline style.
//!
//! Shapes are Natural Earth's (public domain) in Equal Earth projection, one path a country. The map
//! expresses no view on the status of any territory, and is always followed by the same figures as a
//! table: it is hidden from assistive technology, and its links are not in the tab order.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::embedded::StaticFiles;
use super::escape::escaped;
use super::fresh::Fresh;
use crate::domain::{Error, Result};

static WORLD: LazyLock<Fresh<World>> = LazyLock::new(Fresh::new);

/// The least count of each step of the colour ramp after the first (none). The same on every page.
pub const STEPS: [u64; 5] = [1, 3, 6, 11, 21];

/// The shapes of the world.
#[derive(Debug, Deserialize)]
pub struct World {
    crops: BTreeMap<String, String>,
    paths: Vec<Shape>,
    dots: Vec<Dot>,
}

#[derive(Debug, Deserialize)]
struct Shape {
    cc: String,
    d: String,
}

#[derive(Debug, Deserialize)]
struct Dot {
    cc: String,
    x: i32,
    y: i32,
}

/// What is drawn onto the world.
pub struct Drawing<'a> {
    /// Signatories by ISO 3166-1 alpha-2 code.
    pub counts: &'a BTreeMap<String, u64>,
    /// `africa`, `americas`, `asia`, `europe`, `oceania`; anything else is the whole world.
    pub region: Option<&'a str>,
    /// Where a country's link leads.
    pub link: &'a dyn Fn(&str) -> String,
    /// What a country's tooltip says, for example "Denmark: 38".
    pub title: &'a dyn Fn(&str, u64) -> String,
}

impl World {
    /// The shapes as embedded.
    ///
    /// # Errors
    /// Internal, if they do not parse.
    pub fn shared() -> Result<Arc<World>> {
        WORLD.get(|| {
            let file = StaticFiles::get("world.json").ok_or_else(|| Error::internal("no world.json"))?;
            serde_json::from_slice(&file.data).map_err(Error::internal)
        })
    }

    /// The map as SVG. Countries with signatories are links; small ones are dots, drawn only then.
    pub fn draw(&self, drawing: &Drawing<'_>) -> String {
        let region = drawing.region.filter(|region| *region != "world");
        let crop = region.and_then(|region| self.crops.get(region));
        let class = if crop.is_some() { "map zoom" } else { "map" };
        let view = crop.or_else(|| self.crops.get("world")).map_or("0 0 2000 938", String::as_str);
        let mut svg = format!(
            "<svg class=\"{class}\" viewBox=\"{}\" aria-hidden=\"true\" focusable=\"false\">",
            escaped(view)
        );
        for shape in &self.paths {
            let count = drawing.count(&shape.cc);
            let outline = format!("<path{} d=\"{}\"/>", step_class(count), escaped(&shape.d));
            drawing.put(&mut svg, &shape.cc, &outline);
        }
        for dot in self.dots.iter().filter(|dot| drawing.count(&dot.cc) > 0) {
            let class = step_class(drawing.count(&dot.cc));
            drawing.put(
                &mut svg,
                &dot.cc,
                &format!("<circle{class} cx=\"{}\" cy=\"{}\" r=\"9\"/>", dot.x, dot.y),
            );
        }
        svg.push_str("</svg>");
        svg
    }
}

impl Drawing<'_> {
    fn count(&self, code: &str) -> u64 {
        self.counts.get(code).copied().unwrap_or_default()
    }

    fn put(&self, svg: &mut String, code: &str, shape: &str) {
        let count = self.count(code);
        if count == 0 {
            svg.push_str(shape);
            return;
        }
        let (href, title) = (escaped(&(self.link)(code)), escaped(&(self.title)(code, count)));
        // Writing to a String cannot fail.
        let _ = write!(svg, "<a href=\"{href}\" tabindex=\"-1\"><title>{title}</title>{shape}</a>");
    }
}

/// The step of the ramp for a count: 0 for none, 5 for 21 and more.
pub fn step(count: u64) -> usize {
    STEPS.iter().take_while(|least| count >= **least).count()
}

fn step_class(count: u64) -> String {
    match step(count) {
        0 => String::new(),
        step => format!(" class=\"q{step}\""),
    }
}
