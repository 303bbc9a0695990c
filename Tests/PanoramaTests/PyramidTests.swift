import Panorama
import Testing

@Suite struct PyramidTests {
    @Test(arguments: [1, 16, 100, 512, 513, 652, 1304, 2608, 5216, 10431, 20861])
    func `has whole square tiles that viewers can read`(wanted: Int) {
        let pyramid = Pyramid(faceSize: wanted)
        #expect(pyramid.faceSize >= wanted)
        #expect(pyramid.tileSize <= 512)
        #expect(pyramid.tileSize % 16 == 0)
        for level in 0..<pyramid.levelCount {
            #expect(pyramid.faceSize(level: level) == pyramid.tileSize * pyramid.tileCount(level: level))
        }
        if wanted > 512 { #expect(pyramid.faceSize < wanted + 16 * pyramid.tileCount(level: pyramid.levelCount - 1)) }
    }

    @Test func `cuts 4096 pixels of panorama into three levels of 336`() {
        let pyramid = Pyramid(faceSize: 1304)
        #expect((pyramid.tileSize, pyramid.levelCount, pyramid.faceSize) == (336, 3, 1344))
        #expect(pyramid.totalTileCount == 6 * (1 + 4 + 16))
    }

    @Test func `lists each address once and in order`() {
        let pyramid = Pyramid(tileSize: 16, levelCount: 4)
        let addresses = pyramid.addresses
        #expect(addresses.count == pyramid.totalTileCount)
        #expect(addresses == addresses.sorted())
        #expect(Set(addresses).count == addresses.count)
    }

    @Test(arguments: [16, 20, 31, 100, 500, 511, 512]) func `never has a larger tile than asked for`(largest: Int) {
        for wanted in [1, 100, 652, 2608] {
            #expect(Pyramid(faceSize: wanted, largestTileSize: largest).tileSize <= largest)
        }
    }
}
