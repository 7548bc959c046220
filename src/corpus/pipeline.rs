//! Work on a stream by several workers, in the order of the stream.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::item::{Item, Reject};
use super::tally::Tally;

/// Some items that follow one another.
pub type Batch = Vec<Item>;

/// What a worker made of one batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Whole lines, in the order of the items.
    pub lines: Vec<u8>,
    /// The items of which nothing was made.
    pub rejects: Vec<Reject>,
    /// What was done.
    pub tally: Tally,
    /// Bytes of the input that the items took.
    pub taken: u64,
}

impl Done {
    /// Adds what was made of one item.
    pub fn item(&mut self, item: &Item, made: Result<(Vec<u8>, Tally), Reject>) {
        self.taken += item.bytes() as u64;
        self.tally.documents += 1;
        match made {
            Ok((line, tally)) => {
                self.lines.extend_from_slice(&line);
                self.lines.push(b'\n');
                self.tally += tally;
            }
            Err(reject) => {
                self.tally.rejects += 1;
                self.rejects.push(reject);
            }
        }
    }
}

/// Lets `jobs` workers do `work` on the items, and gives what they made to `take`, batch by batch, in
/// the order of the items, whatever the number of workers; `take` may end the run.
///
/// What is in memory at one time are a few batches for each worker. `jobs` is at least 1.
///
/// ```
/// use std::ops::ControlFlow;
/// use rapporteur::corpus::{Body, Inputs, Origin, run};
/// let origins = (0..100).map(|at| Origin::Document(format!("{at}").into())).collect();
/// let mut all = Vec::new();
/// run(
///     Inputs::of(origins, 1000),
///     4,
///     |item| match &item.body {
///         Body::File(path) => Ok((path.display().to_string().into_bytes(), Default::default())),
///         _ => Err(item.reject("no file")),
///     },
///     |done| {
///         all.extend(done.lines);
///         ControlFlow::Continue(())
///     },
/// );
/// assert!(all.starts_with(b"0\n1\n2\n") && all.ends_with(b"98\n99\n"));
/// ```
pub fn run(
    items: impl Iterator<Item = Item> + Send,
    jobs: usize,
    work: impl Fn(&Item) -> Result<(Vec<u8>, Tally), Reject> + Sync,
    mut take: impl FnMut(Done) -> ControlFlow<()>,
) {
    let work = &work;
    thread::scope(|scope| {
        let (mut before, mut behind) = (Vec::new(), Vec::new());
        for _ in 0..jobs.max(1) {
            let (give, batches) = sync_channel::<Batch>(QUEUE);
            let (made, results) = sync_channel::<Done>(QUEUE);
            scope.spawn(move || worker(&batches, &made, work));
            before.push(give);
            behind.push(results);
        }
        scope.spawn(move || deal(items, &before));
        for results in behind.iter().cycle() {
            // A worker that is given nothing more has no result in its turn.
            let Ok(done) = results.recv() else { return };
            if take(done).is_break() {
                // The queues close, and dealer and workers end at the next batch.
                return;
            }
        }
    });
}

/// Batches that wait before and behind a worker.
const QUEUE: usize = 2;
/// Items of a batch, and bytes after which it is closed.
const BATCH_ITEMS: usize = 64;
const BATCH_BYTES: usize = 1 << 18;

/// Deals the items out to the workers, by turns, until there are none or a worker has gone.
fn deal(items: impl Iterator<Item = Item>, workers: &[SyncSender<Batch>]) {
    let mut turn = workers.iter().cycle();
    let (mut batch, mut bytes) = (Batch::new(), 0);
    let mut send = |batch: Batch| turn.next().is_some_and(|worker| worker.send(batch).is_ok());
    for item in items {
        bytes += item.bytes();
        batch.push(item);
        if batch.len() >= BATCH_ITEMS || bytes >= BATCH_BYTES {
            if !send(std::mem::take(&mut batch)) {
                return;
            }
            bytes = 0;
        }
    }
    if !batch.is_empty() {
        send(batch);
    }
}

fn worker(
    batches: &Receiver<Batch>,
    made: &SyncSender<Done>,
    work: &(impl Fn(&Item) -> Result<(Vec<u8>, Tally), Reject> + Sync),
) {
    for batch in batches {
        let mut done = Done::default();
        for item in &batch {
            done.item(item, work(item));
        }
        if made.send(done).is_err() {
            return;
        }
    }
}
