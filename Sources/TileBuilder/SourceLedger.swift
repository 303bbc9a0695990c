internal import Foundation
internal import TourBundle

/// Digests of the files that a tour names, remembered from build to build, so that unchanged files are not read again.
///
/// A file counts as unchanged while the file system says the same of it (`FileState`). It is remembered only when it had
/// settled before it was read: one that changes once more within the tick of the clock would look the same.
/// The memory lies beside the bundle and may be deleted at any time.
struct SourceLedger {
    private struct Entry: Codable, Equatable {
        var state: FileState
        var digest: Digest
    }

    private struct Memory: Codable, Equatable {
        var format = Self.currentFormat
        /// The bundle as it was when it was finished.
        var bundle: FileState?
        /// By absolute path.
        var files: [String: Entry] = [:]

        static let currentFormat = 1
    }

    /// Nil to remember nothing.
    private let path: String?
    private var remembered: Memory
    private var current = Memory()
    private var unsettled: Set<String> = []
    private let folder = FileManager.default.currentDirectoryPath

    /// Reads what was remembered of the file at `output` and its sources; nil for a ledger that is forgotten.
    init(output: String?) {
        path = output.map { output in
            let file = URL(fileURLWithPath: output).resolvingSymlinksInPath()
            return file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).sources").path
        }
        remembered = path.flatMap(Self.read) ?? Memory()
        current.bundle = remembered.bundle
    }

    /// Whether the bundle is the very file that the last build finished.
    func knows(bundle: String) -> Bool {
        remembered.bundle != nil && remembered.bundle == FileState(path: bundle)
    }

    /// The digest of a file's content.
    mutating func digest(of file: String) throws -> Digest {
        let name = absolute(file)
        if let entry = current.files[name] { return entry.digest }
        let entry = try entry(of: file, remembered: remembered.files[name])
        current.files[name] = entry.value
        if !entry.isSettled { unsettled.insert(name) }
        return entry.value.digest
    }

    /// Takes a file's digest from elsewhere, without reading it.
    ///
    /// - Throws: `TileBuilderError.changed` where it has not so many bytes.
    mutating func believe(_ digest: Digest, of file: String, bytes: Int64) throws(TileBuilderError) {
        guard let state = FileState(path: file), state.size == bytes else { throw .changed(path: file) }
        current.files[absolute(file)] = Entry(state: state, digest: digest)
        unsettled.insert(absolute(file))
    }

    private func absolute(_ file: String) -> String { file.hasPrefix("/") ? file : "\(folder)/\(file)" }

    private func entry(of file: String, remembered: Entry?) throws -> (value: Entry, isSettled: Bool) {
        let state = FileState(path: file)
        if let state, let remembered, remembered.state == state { return (remembered, true) }
        let time = FileState.now
        let digest = try readDigest(file)
        guard let state, FileState(path: file) == state else { throw TileBuilderError.changed(path: file) }
        return (Entry(state: state, digest: digest), state.isSettled(at: time))
    }

    /// Makes sure that a file still is what its digest says, after it was read once more for its content.
    ///
    /// - Throws: `TileBuilderError.changed`.
    func confirm(_ file: String) throws {
        let name = absolute(file)
        guard let entry = current.files[name], FileState(path: file) == entry.state,
            try !unsettled.contains(name) || readDigest(file) == entry.digest
        else { throw TileBuilderError.changed(path: file) }
    }

    /// Remembers the files asked for, and the bundle where a new one was finished. Where that cannot be written, the
    /// files are read again next time.
    mutating func save(bundle: FileState? = nil) {
        if let bundle { current.bundle = bundle }
        guard let path else { return }
        var memory = current
        for name in unsettled { memory.files[name] = nil }
        guard memory != remembered else { return }
        try? Self.write(memory, to: path)
        remembered = memory
    }

    private func readDigest(_ file: String) throws -> Digest {
        do {
            return try Digest(ofFile: file)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw TileBuilderError.unreadable(file, error)
        }
    }
}

// MARK: - On the disk

extension SourceLedger {
    /// Nil where it is not there, of another format, or not as it was written.
    private static func read(_ path: String) -> Memory? {
        guard isFile(path), let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
            let end = data.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let json = [UInt8](data[data.index(after: end)...])
        guard Digest(hex: String(decoding: data[..<end], as: UTF8.self)) == Digest(of: json),
            let memory = try? JSONDecoder().decode(Memory.self, from: Data(json)),
            memory.format == Memory.currentFormat
        else { return nil }
        return memory
    }

    /// A digest on the first line, JSON on the rest.
    private static func write(_ memory: Memory, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = [UInt8](try encoder.encode(memory))
        let partial = path + ".partial"
        try Data(Array("\(Digest(of: json))\n".utf8) + json).write(to: URL(fileURLWithPath: partial))
        guard unsafe rename(partial, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
