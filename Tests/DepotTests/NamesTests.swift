import Depot
import NIOCore
import Testing
import TourBundle

@Suite("Names and frames")
struct NamesTests {
    @Test("A release has one name, and a name that is none becomes no path")
    func names() throws {
        let id = try #require(ReleaseID(name: "old-town-2-12"))
        #expect((id.tour, id.version, id.name) == ("old-town-2", 12, "old-town-2-12"))
        for name in [
            "", "town", "town-", "-1", "town-01", "town-+1", "town--1x", "Town-1", "../x-1", "a/b-1", "t.x-1", "town-１",
        ] {
            #expect(ReleaseID(name: name) == nil, "\(name)")
        }
    }

    @Test("Versions compare by number")
    func versions() throws {
        let sorted = ["0.1", "0.1.1", "0.2.0", "0.10.0", "1"].compactMap { ProgramVersion($0) }
        #expect(sorted.count == 5 && sorted == sorted.sorted())
        for text in ["", "1.", "1.2.3.4", "v1", "-1", "1.x"] { #expect(ProgramVersion(text) == nil) }
    }

    @Test("Frames are found however they are cut", arguments: [1, 2, 3, 7, 64, 4096])
    func frames(piece: Int) throws {
        let blobs: [[UInt8]] = [[], [1], Array(repeating: 7, count: 300), Array(0..<255)]
        var whole = ByteBuffer()
        for blob in blobs {
            whole.writeInteger(UInt32(blob.count))
            whole.writeBytes(blob)
        }
        var frames = BlobFrames(most: 300, total: 556)
        var found: [[UInt8]] = []
        while whole.readableBytes > 0 {
            let next = whole.readSlice(length: min(piece, whole.readableBytes))
            frames.add(try #require(next))
            while let blob = try frames.next() { found.append(blob) }
        }
        #expect(found == blobs && frames.isEmpty)
    }

    @Test("A frame that is too large or absent is told before its bytes come")
    func faults() {
        var large = BlobFrames(most: 300, total: 1000)
        large.add(ByteBuffer(integer: UInt32(301)))
        #expect(throws: BlobFrames.Fault.tooLarge) { try large.next() }
        var absent = BlobFrames(most: 300, total: 1000)
        absent.add(ByteBuffer(integer: UInt32.max))
        #expect(throws: BlobFrames.Fault.absent) { try absent.next() }
    }

    @Test("A frame may take no more than those before it have left")
    func rest() throws {
        for (second, isTooLarge) in [(UInt32(40), false), (41, true)] {
            var frames = BlobFrames(most: 300, total: 100)
            frames.add(ByteBuffer(bytes: [0, 0, 0, 60] + Array(repeating: 1, count: 60)))
            #expect(try frames.next()?.count == 60)
            frames.add(ByteBuffer(integer: second))
            if isTooLarge {
                #expect(throws: BlobFrames.Fault.tooLarge) { try frames.next() }
            } else {
                #expect(try frames.next() == nil)
            }
        }
    }

    @Test("Digests of a request are whole ones, and not too many")
    func digests() {
        #expect(BlobFrames.digests(Array(repeating: 5, count: 64))?.count == 2)
        for count in [0, 31, 33, 32 * 1025] { #expect(BlobFrames.digests(Array(repeating: 5, count: count)) == nil) }
    }
}
