import Foundation
import Testing
import TourBundle

@Suite struct FileStateTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("picture")
        try Data("one".utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func `stays the same while nothing is written`() throws {
        let state = try #require(FileState(path: path))
        _ = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(FileState(path: path) == state)
        #expect(state.size == 3)
    }

    @Test func `follows links to files and knows nothing else`() throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: path)
        #expect(FileState(path: folder.path("link")) == FileState(path: path))
        #expect(FileState(path: folder.url.path) == nil)
        #expect(FileState(path: folder.path("missing")) == nil)
    }

    /// A file of the same size with the same time of modification in its place.
    @Test func `differs for another file under the same name`() throws {
        let state = try #require(FileState(path: path))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let other = folder.path("other")
        try Data("two".utf8).write(to: URL(fileURLWithPath: other))
        try FileManager.default.setAttributes(
            [.modificationDate: attributes[.modificationDate] as Any],
            ofItemAtPath: other
        )
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: other, toPath: path)
        #expect(FileState(path: path) != state)
    }

    @Test func `is settled two seconds after the last change of any kind`() throws {
        var state = try #require(FileState(path: path))
        (state.modified, state.statusChanged) = (5_000_000_000, 3_000_000_000)
        #expect(!state.isSettled(at: 7_000_000_000))
        #expect(state.isSettled(at: 7_000_000_001))
        (state.modified, state.statusChanged) = (3_000_000_000, 5_000_000_000)
        #expect(!state.isSettled(at: 7_000_000_000))
        // A clock set back, or a file from the future.
        #expect(!state.isSettled(at: 1))
    }
}
