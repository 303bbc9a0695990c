import Foundation
import Testing
import Tour

/// What is wrong with a file as a whole.
struct WholeFileTests {
    @Test(arguments: ["", "\n\n", "# nothing but a remark\n", "---\n...\n"])
    func `an empty file is told from a wrong one`(_ yaml: String) {
        let said = findings(in: yaml)
        // A document marker makes the empty file an empty value.
        #expect(said.map(\.code) == [yaml.hasPrefix("---") ? .wrongType : .emptyFile])
        #expect(said.first?.mark == nil || yaml.hasPrefix("---"))
    }

    @Test(arguments: ["just a text", "- a\n- list", "5"])
    func `a tour is a mapping`(_ yaml: String) {
        #expect(findings(in: yaml).map(\.code) == [.wrongType])
    }

    @Test func `bytes that are no UTF-8 are named with their line`() {
        let latin1 = Array("zeitreise: 1\nid: schlo".utf8) + [0xDF] + Array("\n".utf8)
        #expect(
            findings(in: latin1).map(\.description) == [
                "tour.yaml:2: this is not UTF-8 text; save the file as plain text in UTF-8"
            ]
        )
        let utf16: [UInt8] = [0xFF, 0xFE] + "zeitreise: 1".utf8.flatMap { [$0, 0] }
        #expect(findings(in: utf16).map(\.code) == [.notText])
    }

    @Test func `control characters are named with their line`() {
        #expect(
            findings(in: "zeitreise: 1\nid: a\u{0}b\n").map(\.description) == [
                "tour.yaml:2: the control character U+0000 stands here; remove it, and save the file as plain text"
            ]
        )
        #expect(findings(in: Array("\u{7F}ELF".utf8)).map(\.code) == [.notText])
    }

    @Test func `a file that is not there is named`() {
        let path = "no/such/tour.yaml"
        let error = #expect(throws: TourError.self) { try TourDocument.read(path: path) }
        #expect(
            error?.description
                == "\(path): there is no such file; name a tour's file, or the folder with its tour.yaml"
        )
    }

    @Test func `a tour is read by its file's name or its folder's`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/tour.yaml"
            try Data(FormatPage.minimal().utf8).write(to: URL(filePath: file))
            for path in [folder, folder + "/", file] {
                let tour = try TourDocument.read(path: path)
                #expect(tour.file == file)
                #expect(tour.resolve("../a.jpg") == folder + "/../a.jpg")
            }
        }
    }

    @Test func `a folder without a tour is named`() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: TourError.self) { try TourDocument.read(path: folder) }
            #expect(error?.findings.map(\.code) == [.unreadable])
            #expect(error?.findings.first?.file == folder + "/tour.yaml")
        }
    }

    @Test func `only files up to 4 MiB are read`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/tour.yaml"
            let tour = try Array(FormatPage.minimal().utf8)
            let remark = [UInt8](repeating: UInt8(ascii: "#"), count: 4 * 1024 * 1024 - tour.count)
            try Data(tour + remark).write(to: URL(filePath: file))
            #expect(try TourDocument.read(path: file).id == "my-first-tour")

            try Data(tour + remark + remark.prefix(1)).write(to: URL(filePath: file))
            let error = #expect(throws: TourError.self) { try TourDocument.read(path: file) }
            #expect(error?.findings.map(\.code) == [.fileTooLarge])
        }
    }

    private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tour-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path(percentEncoded: false).trimmingSuffix("/"))
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
