import ImageCoding
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

/// The same picture gives the same tiles, however they are computed.
@Suite struct SamenessTests {
    /// Noise: every rounding that differs shows.
    static func noise(width: Int) -> PixelBuffer {
        var random = SplitMix64(state: UInt64(width))
        var image = PixelBuffer(width: width, height: width / 2)
        for row in 0..<image.height {
            for column in 0..<width {
                let bits = random.next()
                image[column, row] = SIMD4(UInt8(bits & 255), UInt8(bits >> 8 & 255), UInt8(bits >> 16 & 255), 255)
            }
        }
        return image
    }

    @Test(arguments: [512, 500, 498, 510], ResamplingFilter.allCases)
    func `gives the same tiles with every instruction set and any number of jobs`(
        width: Int,
        filter: ResamplingFilter
    ) async throws {
        let panorama = Self.noise(width: width)
        var settings = TileSettings()
        settings.largestTileSize = 64
        settings.filter = filter
        settings.instructionSet = .portable
        let specification = try await Sphere.levels(of: panorama, settings)
        for set in InstructionSet.available {
            for jobs in [1, 2, 7] {
                settings.instructionSet = set
                settings.jobs = jobs
                #expect(try await Sphere.levels(of: panorama, settings) == specification)
            }
        }
    }

    /// From JPEG to JPEG: of such sizes pixels become luma and colour differences.
    @Test(arguments: [512, 528], ResamplingFilter.allCases)
    func `gives the same tiles of planes with every instruction set and any number of jobs`(
        width: Int,
        filter: ResamplingFilter
    ) async throws {
        try await expectSamePlanes(width: width, filter: filter, jobs: [1, 2, 7])
    }

    @Test(arguments: PlanesTests.readAsPlanes)
    func `gives the same tiles of planes that are never pixels`(width: Int) async throws {
        try await expectSamePlanes(width: width, filter: .lanczos3, jobs: [3])
    }

    private func expectSamePlanes(width: Int, filter: ResamplingFilter, jobs: [Int]) async throws {
        let panorama = Self.noise(width: width)
        let encoding = ImageEncoding.jpeg(quality: 90, subsampling: .quarter)
        var settings = TileSettings()
        settings.largestTileSize = 64
        settings.filter = filter
        settings.instructionSet = .portable
        let specification = try await Sphere.levels(of: panorama, as: encoding, settings, encoding: encoding)
        for set in InstructionSet.available {
            for jobs in jobs {
                settings.instructionSet = set
                settings.jobs = jobs
                let levels = try await Sphere.levels(of: panorama, as: encoding, settings, encoding: encoding)
                #expect(levels == specification)
            }
        }
    }

    @Test(arguments: [40, 100, 140])
    func `gives the same tiles where they are finer or coarser than the picture`(faceSize: Int) async throws {
        let panorama = Self.noise(width: 256)
        var settings = TileSettings()
        settings.faceSize = faceSize
        settings.largestTileSize = 32
        settings.instructionSet = .portable
        let specification = try await Sphere.levels(of: panorama, settings)
        for set in InstructionSet.available {
            settings.instructionSet = set
            #expect(try await Sphere.levels(of: panorama, settings) == specification)
        }
    }
}
