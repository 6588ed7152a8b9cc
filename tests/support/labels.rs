//! Finding fields by their labels, as XPath, and typing into them as the browser wants it.

/// Where a field with this label may be: named by `for`, inside the label, or labelled for readers only.
/// A label may hold a hint after its words, so its beginning is enough when nothing fits as a whole.
pub fn fields(label: &str) -> Vec<String> {
    let exact = quoted(label);
    let field = "self::input or self::select or self::textarea";
    let labelled = |test: String| {
        [format!("//*[{field}][@id=//label[{test}]/@for]"), format!("//label[{test}]//*[{field}]")]
    };
    let mut all = Vec::from(labelled(format!("normalize-space(.)={exact}")));
    all.push(format!("//*[{field}][@aria-label={exact}]"));
    all.extend(labelled(format!("starts-with(normalize-space(.), {exact})")));
    all
}

/// A day as it is typed into a date field of the browser, whose own language is American English.
pub fn day_as_typed(day: &str) -> String {
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts[..] else { panic!("{day} is no day such as 2027-03-01") };
    format!("{month}{day}{year}")
}

/// A text as an XPath literal, which knows no escapes.
pub fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}
