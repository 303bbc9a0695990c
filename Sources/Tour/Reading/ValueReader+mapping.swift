extension ValueReader {
    /// A mapping from which `body` asks the keys that it may have.
    static func mapping(_ name: String, _ body: @escaping (inout MappingReader) -> Value?) -> Self {
        ValueReader<MappingReader>(
            wanted: "a mapping of keys to values",
            advice: "write a line `key: value` for each of its keys, indented below it",
            parse: { MappingReader($0, name: name) }
        )
        .then { mapping, _ in
            var mapping = mapping
            let result = body(&mapping)
            mapping.close()
            return result
        }
    }
}
