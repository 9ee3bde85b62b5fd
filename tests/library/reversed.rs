//! Documents in the opposite order.

use serde_json::Value;

/// The children of every node of every index in reverse.
pub(crate) fn children(document: &mut Value) {
    fn turn(node: &mut Value) {
        if let Some(children) = node.get_mut("children").and_then(Value::as_array_mut) {
            children.reverse();
            children.iter_mut().for_each(turn);
        }
    }
    document["indexes"].as_array_mut().unwrap().iter_mut().for_each(turn);
}

/// The subjects in reverse.
pub(crate) fn subjects(document: &mut Value) {
    document["subjects"].as_array_mut().unwrap().reverse();
}

/// The document with its subjects, or else the children of every node, in reverse.
pub(crate) fn either(mut document: Value, of_children: bool) -> Value {
    let turn = if of_children { children } else { subjects };
    turn(&mut document);
    document
}
