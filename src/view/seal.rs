//! The register's seal: a guilloche, as on treaty paper, computed from a hash.
//!
//! It decorates and hints. It is no security check, and no text may claim so.

use std::f64::consts::PI;
use std::fmt::Write;

use super::escape::escaped;

/// Curves of one ring, turned a little each.
const STRANDS: u32 = 9;

/// What stands in the middle of the seal.
#[derive(Debug, Clone, Copy)]
pub struct Legend<'a> {
    /// The number, as the reader's language writes it.
    pub figure: &'a str,
    /// One or two short lines under it, for example "signatories" and "in 67 countries".
    pub lines: [&'a str; 2],
}

/// The seal as SVG. The same hash always gives the same curves.
pub fn seal(hash: &[u8; 32], legend: Legend<'_>) -> String {
    let [b0, b1, b2, b3, b4, ..] = *hash;
    let round = 0.42 + f64::from(b4) / 255.0 * 0.16;
    let outer =
        Ring { id: "sa", radius: 205.0, swing: f64::from(17 + b1 % 8), petals: u32::from(14 + b0 % 5) };
    let inner =
        Ring { id: "sb", radius: 152.0, swing: f64::from(20 + b3 % 9), petals: u32::from(8 + b2 % 4) };
    let [first, second] = legend.lines.map(escaped);
    let figure = escaped(legend.figure);
    let label = [figure.as_str(), &first, &second].join(" ");
    format!(
        "<svg class=\"seal\" viewBox=\"-236 -236 472 472\" role=\"img\" aria-label=\"{}\">\
         <g fill=\"none\" stroke=\"currentColor\" stroke-width=\".8\">{}{}\
         <circle r=\"232\"/><circle r=\"228.5\"/><circle r=\"114\"/></g>\
         <text y=\"22\" font-size=\"92\" font-weight=\"500\">{figure}</text>\
         <text class=\"cap\" y=\"52\">{first}</text><text class=\"cap\" y=\"73\">{second}</text></svg>",
        label.trim(),
        outer.draw(round),
        inner.draw(round),
    )
}

struct Ring {
    id: &'static str,
    radius: f64,
    swing: f64,
    petals: u32,
}

impl Ring {
    /// The curve once, and then again and again, each time turned by a part of a petal.
    fn draw(&self, round: f64) -> String {
        let mut out = format!("<path id=\"{}\" d=\"{}\"/>", self.id, self.curve(round));
        for strand in 1..STRANDS {
            let angle = 360.0 / f64::from(self.petals) * f64::from(strand) / f64::from(STRANDS);
            // Writing to a String cannot fail.
            let _ = write!(out, "<use href=\"#{}\" transform=\"rotate({angle:.2})\"/>", self.id);
        }
        out
    }

    /// A closed curve with petals between radius − swing and radius + swing, of cubic Bézier pieces;
    /// `round` says how round the petals are.
    fn curve(&self, round: f64) -> String {
        let count = 2 * self.petals;
        let step = PI / f64::from(self.petals);
        let handle = step * round;
        let point = |index: u32| {
            let radius =
                if index.is_multiple_of(2) { self.radius + self.swing } else { self.radius - self.swing };
            (step * f64::from(index), radius)
        };
        let mut out = format!("M{} 0", short(point(0).1));
        for index in 0..count {
            let ((t0, r0), (t1, r1)) = (point(index), point((index + 1) % count));
            let (x0, y0, x1, y1) = (r0 * t0.cos(), r0 * t0.sin(), r1 * t1.cos(), r1 * t1.sin());
            let numbers = [
                x0 - t0.sin() * r0 * handle,
                y0 + t0.cos() * r0 * handle,
                x1 + t1.sin() * r1 * handle,
                y1 - t1.cos() * r1 * handle,
                x1,
                y1,
            ];
            out.push('C');
            out.push_str(&numbers.map(short).join(" "));
        }
        out.push('z');
        out
    }
}

/// One decimal, and none where it is zero.
fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
