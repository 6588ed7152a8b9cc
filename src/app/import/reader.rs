//! Lists as CSV: which column is which, and the rows as they stand. What a row means is not decided here.

use std::io::Read;

use super::Row;

/// Why a list cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Not UTF-8, or a row of another length than the header.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error("the columns `name` and `category` are needed")]
    Columns,
}

/// The rows of a list, and the columns that mean nothing to us.
///
/// # Errors
/// `Unreadable`, with what is wrong and where.
pub fn read(list: impl Read) -> Result<(Vec<Row>, Vec<String>), Unreadable> {
    let mut reader = csv::ReaderBuilder::new().from_reader(list);
    let header = reader.headers()?.clone();
    let column =
        |name: &str| header.iter().position(|held| held.trim_start_matches('\u{feff}').trim() == name);
    let (Some(name), Some(category)) = (column("name"), column("category")) else {
        return Err(Unreadable::Columns);
    };
    let (country, website) = (column("country"), column("website"));
    let used = [Some(name), Some(category), country, website];
    let others = header.iter().enumerate().filter(|(place, _)| !used.contains(&Some(*place)));
    let others = others.map(|(_, name)| name.to_owned()).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let get =
            |place: Option<usize>| place.and_then(|place| record.get(place)).unwrap_or_default().to_owned();
        rows.push(Row {
            line: record.position().map_or(0, csv::Position::line),
            name: get(Some(name)),
            category: get(Some(category)),
            country: get(country),
            website: get(website),
        });
    }
    Ok((rows, others))
}
