/// Cuts bytes into lines, whatever pieces they come in, and holds no more than one line.
struct LineSplitter: Sendable {
    let mostBytes: Int
    private var line: [UInt8] = []
    /// Whether the present line has become too long; it is passed over up to its end.
    private var isOverlong = false

    init(mostBytes: Int) { self.mostBytes = mostBytes }

    /// - Parameter body: is handed each line without its end; `nil` for one that is too long, as soon as it is.
    mutating func add(_ bytes: some Sequence<UInt8>, _ body: ([UInt8]?) -> Void) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if !line.isEmpty, !isOverlong { body(line) }
                line.removeAll(keepingCapacity: true)
                isOverlong = false
            } else if !isOverlong {
                line.append(byte)
                guard line.count > mostBytes else { continue }
                isOverlong = true
                line.removeAll(keepingCapacity: true)
                body(nil)
            }
        }
    }
}
