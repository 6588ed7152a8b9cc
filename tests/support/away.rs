//! A database that goes away under a running site, and comes back.

use std::path::PathBuf;

use super::postgres::Postgres;

/// What can go away.
pub enum Base<'a> {
    /// The file of an embedded database.
    File(PathBuf),
    Server(&'a Postgres),
}

impl Base<'_> {
    /// Moves the file away, with its log; or lets nobody into the server's database, and ends who is in it.
    pub fn goes_away(&self) {
        match self {
            Base::File(path) => {
                std::fs::create_dir(path.with_file_name("away")).unwrap();
                self.files().for_each(|(here, away)| std::fs::rename(here, away).unwrap());
            }
            Base::Server(postgres) => postgres.shut(),
        }
    }

    /// Puts everything back as it was. Nothing may stand in its place.
    pub fn comes_back(&self) {
        match self {
            Base::File(path) => {
                assert!(!path.exists(), "something was made in the database's place");
                self.files().for_each(|(here, away)| std::fs::rename(away, here).unwrap());
            }
            Base::Server(postgres) => postgres.open(),
        }
    }

    /// Puts a copy in the file's place, as somebody does who restores a backup.
    pub fn copy_comes_back(&self) {
        for (here, away) in self.files() {
            std::fs::copy(away, here).unwrap();
        }
    }

    /// Where the files belong, and where they are when they are away. Whatever the database keeps beside
    /// the file is moved with it.
    fn files(&self) -> impl Iterator<Item = (PathBuf, PathBuf)> {
        let Base::File(path) = self else { panic!("a server has no file") };
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (here, away) = (path.parent().unwrap().to_owned(), path.with_file_name("away"));
        let names = ["", "-wal", "-shm"].map(|end| format!("{name}{end}"));
        let there = names.into_iter().filter({
            let (here, away) = (here.clone(), away.clone());
            move |name| here.join(name).exists() || away.join(name).exists()
        });
        there.map(move |name| (here.join(&name), away.join(&name)))
    }
}
