import Foundation
import ImageCoding
import Testing

struct UnreadableFileTests {
    @Test func `a missing file`() {
        let line = "no/such.jpg: cannot be read (No such file or directory); check the path and its permissions"
        #expect(message(of: "no/such.jpg") == line)
    }

    @Test func `a folder`() throws {
        try withTemporaryFolder { folder in
            let line = "\(folder.path): cannot be read (Is a directory); check the path and its permissions"
            #expect(message(of: folder.path) == line)
        }
    }

    @Test func `a device, which might never end`() {
        let line = "/dev/zero: cannot be read (Not a regular file); check the path and its permissions"
        #expect(message(of: "/dev/zero") == line)
    }

    @Test func `an empty file`() throws {
        try withFile("") { path in
            #expect(message(of: path) == "\(path): damaged in its header (the file is empty); export the picture again")
        }
    }

    @Test(arguments: ["Not a picture, but some text.\n", "x", "\u{89}PNG", "GIF89a"])
    func `a file of another kind`(content: String) throws {
        try withFile(content) { path in
            #expect(message(of: path) == "\(path): neither JPEG nor PNG nor TIFF; save the picture as one of them")
        }
    }

    @Test func `a path with a zero byte names no other file`() throws {
        try withFile("text") { path in
            #expect(message(of: path + "\0.jpg")?.contains("Zero byte in its name") == true)
        }
    }
}

private func message(of path: String) -> String? {
    do {
        _ = try ImageDecoder(path: path)
        return nil
    } catch {
        return "\(error)"
    }
}

private func withFile(_ content: String, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
        let url = folder.appending(path: "picture.jpg")
        try Data(content.utf8).write(to: url)
        try body(url.path)
    }
}
