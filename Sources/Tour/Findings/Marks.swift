/// Where a mapping of the document stands in its file, and each of its keys.
///
/// Later checks name the line of a value by `marks["key"]`.
package struct Marks: Sendable {
    package let mapping: SourceMark
    private let keys: [String: SourceMark]

    init(mapping: SourceMark, keys: [String: SourceMark]) {
        self.mapping = mapping
        self.keys = keys
    }

    /// Where `key` stands; where the mapping begins if it lacks that key.
    package subscript(key: String) -> SourceMark { keys[key] ?? mapping }

    package func has(_ key: String) -> Bool { keys[key] != nil }
}
