//! Lists as CSV: which column is which, and the rows as they stand. What a row means is not decided here.
//!
//! A row that cannot be read is no reason to stop: it is named with its line, and the next one is read.

use std::io::Read;

use csv::{ByteRecord, Position, ReaderBuilder, StringRecord};

use super::Row;
use super::report::{Reason, Refused};

/// What the rows that cannot be read are refused under.
const LINE: &str = "line";

/// Why a list cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file cannot be read.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error("the header is not UTF-8: save the file as UTF-8 and try again")]
    HeaderNotUtf8,
    #[error(
        "the columns `name` and `category` are needed, and the header has: {0}. It is the first line, with commas \
         between the columns"
    )]
    Columns(String),
    #[error("the column `{0}` stands twice in the header: name one of them otherwise")]
    Twice(&'static str),
}

/// A list as it stands in its file.
#[derive(Debug, Clone, Default)]
pub struct List {
    pub rows: Vec<Row>,
    /// Rows that cannot be read.
    pub unreadable: Vec<Refused>,
    /// Columns that mean nothing to us.
    pub unused: Vec<String>,
}

impl From<Vec<Row>> for List {
    fn from(rows: Vec<Row>) -> List {
        List { rows, ..List::default() }
    }
}

/// Where each column stands.
struct Columns {
    name: usize,
    category: usize,
    country: Option<usize>,
    website: Option<usize>,
}

/// The rows of a list, those that cannot be read, and the columns that mean nothing to us.
///
/// # Errors
/// `Unreadable`: the file or its header.
pub fn read(list: impl Read) -> Result<List, Unreadable> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(list);
    let header = StringRecord::from_byte_record(reader.byte_headers()?.clone());
    let header = header.map_err(|_| Unreadable::HeaderNotUtf8)?;
    let columns = Columns::find(&header)?;
    let used = [Some(columns.name), Some(columns.category), columns.country, columns.website];
    let others = header.iter().enumerate().filter(|(place, _)| !used.contains(&Some(*place)));
    let unused = others.map(|(_, name)| plain(name).to_owned()).collect();
    let mut list = List { unused, ..List::default() };
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        let line = record.position().map_or(0, Position::line);
        match row(&record, header.len(), &columns) {
            Ok(row) => list.rows.push(Row { line, ..row }),
            Err(reason) => list.unreadable.push(Refused { line, field: LINE, reason }),
        }
    }
    Ok(list)
}

/// A column's name as it is meant: spreadsheets put a byte order mark before the first, people spaces around.
fn plain(name: &str) -> &str {
    name.trim_start_matches('\u{feff}').trim()
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Columns, Unreadable> {
        let column = |name: &'static str| {
            let mut places =
                header.iter().enumerate().filter(|(_, held)| plain(held).eq_ignore_ascii_case(name));
            match (places.next(), places.next()) {
                (_, Some(_)) => Err(Unreadable::Twice(name)),
                (found, None) => Ok(found.map(|(place, _)| place)),
            }
        };
        let (name, category) = (column("name")?, column("category")?);
        let (country, website) = (column("country")?, column("website")?);
        match (name, category) {
            (Some(name), Some(category)) => Ok(Columns { name, category, country, website }),
            _ => Err(Unreadable::Columns(header.iter().map(plain).collect::<Vec<_>>().join(", "))),
        }
    }
}

fn row(record: &ByteRecord, expected: usize, columns: &Columns) -> Result<Row, Reason> {
    if record.len() != expected && record.iter().any(|cell| cell.contains(&b'\n')) {
        return Err(Reason::OpenQuote);
    }
    if record.len() != expected {
        return Err(Reason::Cells { found: record.len(), expected });
    }
    let cell = |place: Option<usize>| {
        let bytes = place.and_then(|place| record.get(place)).unwrap_or_default();
        std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Reason::NotUtf8)
    };
    Ok(Row {
        line: 0,
        name: cell(Some(columns.name))?,
        category: cell(Some(columns.category))?,
        country: cell(columns.country)?,
        website: cell(columns.website)?,
    })
}
