import Panorama
import Testing
import TourBundle
import TourServer

private let hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

struct ResourceTests {
    @Test(arguments: ["", "?v=1", "?", "?/../%00"])
    func `reads every kind of address and ignores a query`(_ query: String) throws {
        let digest = try #require(Digest(hex: hex))
        let expected: [(String, Resource)] = [
            ("/", .page("/")), ("/headset", .page("/headset")), ("/pages/lib/a-b_c.js", .page("/pages/lib/a-b_c.js")),
            ("/api/v1/tour", .tour), ("/api/v1/panoramas/\(hex)", .panorama(digest)), ("/media/\(hex)", .media(digest)),
            ("/tiles/\(hex)/0/f/0/0.jpg", tile(digest, 0, .front, 0, 0)),
            ("/tiles/\(hex)/12/r/345/6789.jpg", tile(digest, 12, .right, 345, 6_789)),
            ("/tiles/\(hex)/1/b/0/1.jpg", tile(digest, 1, .back, 0, 1)),
            ("/tiles/\(hex)/1/l/1/0.jpg", tile(digest, 1, .left, 1, 0)),
            ("/tiles/\(hex)/1/u/1/1.jpg", tile(digest, 1, .up, 1, 1)),
            (
                "/tiles/\(hex)/999999999/d/999999999/999999999.jpg",
                tile(digest, 999_999_999, .down, 999_999_999, 999_999_999)
            ),
        ]
        for (path, resource) in expected {
            #expect(try Resource(target: path + query) == resource)
        }
    }

    @Test(arguments: [
        "/tiles/\(hex)/0/f/0/0.JPG", "/tiles/\(hex)/0/f/0/0.png", "/tiles/\(hex)/0/f/0/0", "/tiles/\(hex)/0/f/0/.jpg",
        "/tiles/\(hex)/00/f/0/0.jpg", "/tiles/\(hex)/0/f/01/0.jpg", "/tiles/\(hex)/0/f/0/+1.jpg",
        "/tiles/\(hex)/-0/f/0/0.jpg", "/tiles/\(hex)/0/F/0/0.jpg", "/tiles/\(hex)/0/x/0/0.jpg",
        "/tiles/\(hex)/0//0/0.jpg",
        "/tiles/\(hex)/0/f/0/1000000000.jpg", "/tiles/\(hex)/0/f/0/99999999999999999999.jpg",
        "/tiles/\(hex)/0/f/0/0.jpg/",
        "/tiles/\(hex)/0/f/0/0x1.jpg", "/tiles/\(hex)/0/f/0/1e1.jpg", "/tiles/\(hex.dropLast())/0/f/0/0.jpg",
        "/tiles/\(hex.uppercased())/0/f/0/0.jpg", "/tiles/\(hex)0/0/f/0/0.jpg", "/tiles/", "/tiles/\(hex)",
        "/tiles/..%2f..", "/tiles/%30/0/f/0/0.jpg", "/media/", "/media/\(hex)/", "/media/\(hex.uppercased())",
        "/media/\(hex).jpg", "/api/v1", "/api/v1/", "/api/v1/tour/", "/api/v1/panoramas", "/api/v1/panoramas/\(hex)/",
        "/api/v2/tour", "/API/v1/tour", "//", "//headset", "/headset/", "/../../etc/passwd", "/./headset/x",
        "/%2e%2e/%2e%2e/etc/passwd",
    ])
    func `an address of another shape is unknown`(_ target: String) {
        #expect(throws: Resource.Rejection.unknown) { try Resource(target: target) }
    }

    @Test(arguments: [
        "", "headset", "*", "\\", "/a\\b", "/\u{0}", "/pages/%00", "/pages/%0a", "/pages/%1F", "/pages/%7f", "/pages/%",
        "/pages/%2", "/pages/%zz", "/pages/%2/", "/a b", "/\u{7F}", "/ä", "/<", "/a#b", "/[", "/\"", "/{x}",
        "http://host/",
        "?/", "..",
    ])
    func `characters that no path has are malformed`(_ target: String) {
        #expect(throws: Resource.Rejection.malformed) { try Resource(target: target) }
    }

    @Test func `a target has a longest length`() throws {
        let longest = "/" + String(repeating: "a", count: Resource.longestTarget - 1)
        #expect(try Resource(target: longest) == .page(longest))
        #expect(throws: Resource.Rejection.tooLong) { try Resource(target: longest + "a") }
        #expect(throws: Resource.Rejection.tooLong) { try Resource(target: "/?" + longest) }
    }
}

private func tile(_ digest: Digest, _ level: Int, _ face: CubeFace, _ row: Int, _ column: Int) -> Resource {
    .tile(panorama: digest, address: TileAddress(level: level, face: face, row: row, column: column))
}
