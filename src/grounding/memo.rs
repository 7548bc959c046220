//! Questions that one check asks again and again.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Lists that are answers, each worked out when it is first asked for.
///
/// Questions are words of records: a tree has no hash that they could be made to defeat.
#[derive(Debug)]
pub(super) struct Memo<Q, A> {
    answers: RefCell<BTreeMap<Q, Rc<[A]>>>,
}

impl<Q: Ord, A> Memo<Q, A> {
    /// What `answer` gives for `question`, the same whenever it is asked.
    pub(super) fn of<B>(&self, question: &B, answer: impl FnOnce() -> Vec<A>) -> Rc<[A]>
    where
        Q: Borrow<B>,
        B: Ord + ToOwned<Owned = Q> + ?Sized,
    {
        if let Some(known) = self.answers.borrow().get(question) {
            return Rc::clone(known);
        }
        let answer: Rc<[A]> = answer().into();
        let mut answers = self.answers.borrow_mut();
        answers.insert(question.to_owned(), Rc::clone(&answer));
        answer
    }
}

impl<Q, A> Default for Memo<Q, A> {
    fn default() -> Self {
        Self {
            answers: RefCell::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    #[test]
    fn an_answer_is_worked_out_once() {
        let memo: Memo<String, usize> = Memo::default();
        // One answer may ask for another.
        let answer = memo.of("outer", || memo.of("inner", || vec![1, 2]).to_vec());
        assert_eq!(*answer, [1, 2]);
        assert_eq!(*memo.of("inner", Vec::new), [1, 2]);
        assert!(memo.of("other", Vec::new).is_empty());
    }
}
