import ImageCoding
import Resampling
import Testing
import TileBuilder
import TourBundle

@Suite struct SourceKeyTests {
    let file = Digest(of: Array("picture".utf8))

    /// `sha256sum` of the text in `Sources/TourBundle/FORMAT.md`, with the version of this program.
    @Test func `is the digest of the text in the format page`() {
        let text = """
            zeitreise source 1
            pipeline \(SourceKey.pipelineVersion)
            libraries \(CodecVersions.line)
            file \(file)
            face-size natural
            largest-tile-size 512
            encoding jpeg 80 quarter plain
            filter lanczos3

            """
        #expect(SourceKey.key(["file \(file)"], settings: TileSettings()) == Digest(of: Array(text.utf8)))
    }

    @Test func `knows the codecs`() throws {
        let words = CodecVersions.line.split(separator: " ").map(String.init)
        #expect(words.count == 6 && [words[0], words[2], words[4]] == ["libjpeg-turbo", "libtiff", "lcms2"])
        // As 2.1.5 is 2001005, and 2.14 is 2140.
        #expect(try #require(Int(words[1])) > 1_000_000 && Int(words[5]) ?? 0 > 2000)
        #expect(words[3].split(separator: ".").count == 3)
    }

    /// Whoever adds a setting decides here whether it changes tiles; if so it belongs into the key.
    @Test func `knows every setting`() {
        let names = Mirror(reflecting: TileSettings()).children.compactMap(\.label)
        #expect(
            names == [
                "faceSize", "largestTileSize", "encoding", "filter", "jobs", "instructionSet", "memory", "mostPixels",
            ]
        )
    }

    @Test func `differs with everything that changes a tile, and only with that`() {
        var settings = [TileSettings](repeating: TileSettings(), count: 9)
        settings[1].faceSize = 512
        settings[2].largestTileSize = 256
        settings[3].encoding = .png
        settings[4].encoding = .jpeg(quality: 81, subsampling: .quarter)
        settings[5].filter = .bicubic
        settings[6].jobs = 7
        settings[7].instructionSet = InstructionSet.allCases.first { $0 != .best } ?? .portable
        settings[8].memory = 1 << 30
        let keys = settings.map { SourceKey.key(["file \(file)"], settings: $0) }
        #expect(Set(keys).count == 6)
        #expect(keys[6] == keys[0] && keys[7] == keys[0] && keys[8] == keys[0])
        let others = [[], ["file \(Digest(of: [1]))"], ["file \(file)", "file \(file)"]].map {
            SourceKey.key($0, settings: TileSettings())
        }
        #expect(Set(others + keys).count == 9)
    }
}
