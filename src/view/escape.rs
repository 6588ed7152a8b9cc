//! Text made safe for HTML and SVG, for what is not written by a template.

/// The text with `& < > " '` replaced by entities.
pub fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    // Writing to a Vec cannot fail.
    let _ = tera::escape_html(text, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
