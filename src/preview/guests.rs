//! The connections of a server, bounded. One that says nothing makes room for the next: however many somebody opens and
//! leaves half open, a page still gets its answer. Takes tasks, gives room; knows nothing of what they do.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

/// The most connections at a time.
pub const MOST_CONNECTIONS: usize = 256;

/// The connections by the order in which they came.
#[derive(Default)]
pub struct Guests {
    all: Mutex<(u64, BTreeMap<u64, Guest>)>,
}

#[derive(Default)]
struct Guest {
    /// Whether it has asked for anything.
    asked: bool,
    task: Option<AbortHandle>,
}

impl Guests {
    /// Room for one more; nothing if all that are there have asked for something. The oldest of those that have not must go.
    pub fn enter(&self) -> Option<u64> {
        let mut all = self.lock();
        if all.1.len() >= MOST_CONNECTIONS {
            let silent = all.1.iter().find(|(_, guest)| !guest.asked).map(|(number, _)| *number)?;
            if let Some(task) = all.1.remove(&silent).and_then(|guest| guest.task) {
                task.abort();
            }
        }
        all.0 += 1;
        let number = all.0;
        all.1.insert(number, Guest::default());
        Some(number)
    }

    /// Notes the task that serves a guest.
    pub fn seat(&self, number: u64, task: AbortHandle) {
        match self.lock().1.get_mut(&number) {
            Some(guest) => guest.task = Some(task),
            // It had to go, or has gone, before it was noted.
            None => task.abort(),
        }
    }

    /// Notes that a guest has asked for something.
    pub fn has_asked(&self, number: u64) {
        if let Some(guest) = self.lock().1.get_mut(&number) {
            guest.asked = true;
        }
    }

    /// Says goodbye to a guest.
    pub fn leave(&self, number: u64) {
        self.lock().1.remove(&number);
    }

    fn lock(&self) -> MutexGuard<'_, (u64, BTreeMap<u64, Guest>)> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_that_is_silent_makes_room() {
        let guests = Guests::default();
        let numbers: Vec<u64> = (0..MOST_CONNECTIONS).filter_map(|_| guests.enter()).collect();
        assert_eq!(numbers.len(), MOST_CONNECTIONS);
        guests.has_asked(1);
        let next = guests.enter().unwrap();
        let there = |number: u64| guests.lock().1.contains_key(&number);
        assert!(there(1) && !there(2) && there(3) && there(next));
        (1..=next).for_each(|number| guests.has_asked(number));
        assert_eq!(guests.enter(), None);
        guests.leave(1);
        assert!(guests.enter().is_some());
    }
}
