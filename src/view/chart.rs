//! A chart of a few lines over months: an SVG without script or inline style.
//!
//! Lines differ by their strokes and marks, not by colour, and take the colour of the text. The chart is always followed
//! by the same figures as a table: it is hidden from assistive technology.

use std::fmt::Write;

use super::escape::escaped;

/// The drawing's size, in its own units.
const WIDE: i64 = 480;
const HIGH: i64 = 260;
/// Where the lines are drawn, from the edges: the legend is above, names of months are below, figures at the start.
const TOP: i64 = 40;
const BOTTOM: i64 = 26;
const START: i64 = 34;
const END: i64 = 12;
/// Most lines of the grid.
const STEPS: i64 = 4;
/// Where the parts of the legend begin: the first two are short sentences in some languages.
const LEGEND: [i64; 3] = [4, 168, 350];

/// One line of values, with gaps where there are none.
#[derive(Debug, Clone)]
pub struct Line {
    pub label: String,
    pub values: Vec<Option<i64>>,
    pub stroke: Stroke,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Drawn through, with round marks.
    Whole,
    /// In dashes, with square marks.
    Dashed,
    /// In dots, without marks: a limit.
    Dotted,
}

/// The chart: what stands under each column, and the lines over them.
#[derive(Debug, Clone)]
pub struct Chart {
    pub columns: Vec<String>,
    pub lines: Vec<Line>,
}

impl Chart {
    /// The chart as SVG.
    pub fn draw(&self) -> String {
        let mut svg = format!(
            "<svg class=\"chart\" viewBox=\"0 0 {WIDE} {HIGH}\" direction=\"ltr\" aria-hidden=\"true\" focusable=\"false\" \
             fill=\"none\" stroke=\"currentColor\" font-size=\"13\">"
        );
        self.grid(&mut svg);
        for (place, line) in self.lines.iter().enumerate() {
            self.line(&mut svg, line);
            legend(&mut svg, LEGEND.get(place).copied().unwrap_or_default(), line);
        }
        svg.push_str("</svg>");
        svg
    }

    /// The value of the highest line of the grid, and the distance between two.
    fn scale(&self) -> (i64, i64) {
        let most =
            self.lines.iter().flat_map(|line| line.values.iter().flatten()).copied().max().unwrap_or(0);
        let least = (most + STEPS - 1).div_euclid(STEPS).max(1);
        let nice =
            [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000].into_iter().find(|step| *step >= least);
        let step = nice.unwrap_or(least);
        ((most + step - 1).div_euclid(step).max(1) * step, step)
    }

    fn x(&self, column: usize) -> i64 {
        let gaps = i64::try_from(self.columns.len().saturating_sub(1)).unwrap_or(1).max(1);
        let room = WIDE - START - END - 24;
        START + 12 + room * i64::try_from(column).unwrap_or(0) / gaps
    }

    fn y(&self, value: i64) -> i64 {
        let room = HIGH - TOP - BOTTOM;
        TOP + room - room * value / self.scale().0
    }

    fn grid(&self, svg: &mut String) {
        let (most, step) = self.scale();
        let end = WIDE - END;
        for value in (0..=most / step).map(|count| count * step) {
            let y = self.y(value);
            // Writing to a String cannot fail.
            let _ = write!(
                svg,
                "<path d=\"M{START} {y}H{end}\" stroke-opacity=\".25\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"currentColor\" stroke=\"none\">{value}</text>",
                START - 6,
                y + 4
            );
        }
        for (column, name) in self.columns.iter().enumerate() {
            let _ = write!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"12\" fill=\"currentColor\" stroke=\"none\">{}</text>",
                self.x(column),
                HIGH - 8,
                escaped(name)
            );
        }
    }

    fn line(&self, svg: &mut String, line: &Line) {
        let points: Vec<Option<(i64, i64)>> = line
            .values
            .iter()
            .enumerate()
            .map(|(column, value)| value.map(|value| (self.x(column), self.y(value))))
            .collect();
        let mut path = String::new();
        let mut marks = String::new();
        for (column, point) in points.iter().enumerate() {
            let Some((x, y)) = point else { continue };
            let goes_on = column > 0 && points[column - 1].is_some();
            let _ = write!(path, "{}{x} {y}", if goes_on { 'L' } else { 'M' });
            line.stroke.mark(&mut marks, *x, *y);
        }
        let _ = write!(svg, "<path d=\"{path}\" stroke-width=\"2\"{}/>{marks}", line.stroke.dashes());
    }
}

impl Stroke {
    const fn dashes(self) -> &'static str {
        match self {
            Stroke::Whole => "",
            Stroke::Dashed => " stroke-dasharray=\"7 4\"",
            Stroke::Dotted => " stroke-dasharray=\"2 4\"",
        }
    }

    fn mark(self, svg: &mut String, x: i64, y: i64) {
        let _ = match self {
            Stroke::Whole => {
                write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" fill=\"currentColor\" stroke=\"none\"/>")
            }
            Stroke::Dashed => write!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"8\" height=\"8\" fill=\"currentColor\" stroke=\"none\"/>",
                x - 4,
                y - 4
            ),
            Stroke::Dotted => Ok(()),
        };
    }
}

/// What a line is called, with a piece of it.
fn legend(svg: &mut String, x: i64, line: &Line) {
    let y = 16;
    let end = x + 28;
    let _ = write!(svg, "<path d=\"M{x} {y}H{end}\" stroke-width=\"2\"{}/>", line.stroke.dashes());
    line.stroke.mark(svg, x + 14, y);
    let _ = write!(
        svg,
        "<text x=\"{}\" y=\"{}\" font-size=\"12\" fill=\"currentColor\" stroke=\"none\">{}</text>",
        end + 6,
        y + 4,
        escaped(&line.label)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: Vec<Option<i64>>) -> Chart {
        let columns = vec!["<Jan>".to_owned(), "Feb".to_owned(), "Mar".to_owned(), "Apr".to_owned()];
        let line = |label: &str, stroke, values| Line { label: label.to_owned(), values, stroke };
        let promised = line("promised", Stroke::Dotted, vec![Some(14); 4]);
        Chart { columns, lines: vec![line("median", Stroke::Whole, values), promised] }
    }

    #[test]
    fn a_month_without_a_value_is_a_gap_and_what_is_named_is_escaped() {
        let svg = chart(vec![Some(3), None, Some(9), Some(20)]).draw();
        assert!(
            svg.contains("&lt;Jan&gt;") && !svg.contains("style=") && svg.contains("aria-hidden=\"true\"")
        );
        assert_eq!(svg.matches("<circle").count(), 4, "three values and the legend");
        let path = svg.split("stroke-width=\"2\"").next().unwrap().rsplit("d=\"").next().unwrap();
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1), "{path}");
    }

    #[test]
    fn the_scale_ends_above_the_highest_value() {
        for (most, end) in [(0, 1), (1, 1), (4, 4), (14, 15), (61, 80), (1_000, 1_000), (9_999, 10_000)] {
            let plain = Chart { columns: vec![], lines: chart(vec![Some(most)]).lines[..1].to_vec() };
            assert_eq!(plain.scale().0, end, "{most}");
        }
    }
}
