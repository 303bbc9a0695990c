import Files
import Foundation
import Testing

@Suite struct WholeFileTests {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/whole-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private var path: String { folder + "/letter" }
    private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func whatHadTheNameStaysUntilTheNewIsWhole() throws {
        try "old".write(toFile: path, atomically: false, encoding: .utf8)
        let file = try WholeFile(path)
        try file.write("new".utf8)
        #expect(try text(path) == "old")
        try file.takeName()
        #expect(try text(path) == "new")
        #expect(try names == ["letter"])
    }

    @Test func whatTakesNoNameIsGone() throws {
        do {
            let file = try WholeFile(path)
            try file.write("half".utf8)
            #expect(try names == [".letter.partial"])
        }
        #expect(try names == [])
    }

    @Test func aSecondWriterIsKeptOut() throws {
        let first = try WholeFile(path)
        #expect(throws: SystemFault("lock", folder + "/.letter.partial", code: EWOULDBLOCK)) {
            try writeWhole("second".utf8, to: path)
        }
        try first.write("first".utf8)
        try first.takeName()
        #expect(try text(path) == "first")
    }

    @Test func whatAKilledWriterLeftIsTakenOverAndShutToOthers() throws {
        let left = folder + "/.letter.partial"
        try "much more than comes now".write(toFile: left, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: left)
        try writeWhole("key".utf8, to: path, mode: 0o600)
        #expect(try text(path) == "key")
        #expect(try mode(path) == 0o600)
    }

    @Test func aLinkIsReplacedAndNotFollowed() throws {
        let other = folder + "/other"
        try "precious".write(toFile: other, atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: other)
        try writeWhole("letter".utf8, to: path)
        #expect(try text(other) == "precious")
        #expect(try text(path) == "letter")
    }

    @Test func aLinkInThePartsPlaceIsNotFollowed() throws {
        let other = folder + "/other"
        try "precious".write(toFile: other, atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: folder + "/.letter.partial", withDestinationPath: other)
        #expect(throws: SystemFault("create", folder + "/.letter.partial", code: ELOOP)) {
            try writeWhole("letter".utf8, to: path)
        }
        #expect(try text(other) == "precious")
    }

    @Test func foundationsFailuresAreTold() throws {
        let error = try #require(throws: (any Error).self) { try Data(contentsOf: URL(fileURLWithPath: path)) }
        #expect(SystemFault("read", path, error)?.code == ENOENT)
    }

    @Test func aFullDiskIsTold() throws {
        // This device takes no byte.
        let full = unsafe open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(!writeAll("x".utf8, to: full))
        #expect(errno == ENOSPC)
    }

    @Test func bytesThatDoNotLieInOnePieceAreWritten() throws {
        let many = repeatElement(UInt8(ascii: "a"), count: 100_000).lazy.map { $0 }
        try writeWhole(many, to: path)
        #expect(try text(path) == String(repeating: "a", count: 100_000))
    }
}
