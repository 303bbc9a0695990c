internal import ImageCoding

/// What a unit will take, by what there is to do.
struct UnitNeed {
    let cores: Int
    let memoryMib: Int
    let seconds: Double

    /// - Parameter panoramas: of the tour, whose document and plan are read first.
    init(_ work: UnitWork, settings: TileSettings, panoramas: Int) {
        // One core has the best yield; large pictures would take too long on it.
        cores = work.allPixels < 64 ? 1 : 2
        // No picture needs more than 32 bytes a pixel with its halvings, and none may take more than its budget.
        let picture = min(settings.memory, Int(work.allPixels * 32e6))
        memoryMib = picture >> 20 + Self.ownMib
        let start = 0.03 + 4e-5 * Double(panoramas)
        let yield = cores == 1 ? 1 : Self.yieldOfTwo
        let seconds = start + work.coreSeconds / (Double(cores) * yield)
        self.seconds = max(0.01, (seconds * 100).rounded() / 100)
    }

    /// The program, its libraries, and tiles on their way into the result.
    private static let ownMib = 128
    /// Of each of two cores that share a picture, against one alone.
    private static let yieldOfTwo = 0.8
}

extension UnitWork {
    /// Of one core, as measured (`Tools/bench/cluster --kinds`): x86-64 with AVX2, tiles of 4:2:0 at quality 80.
    fileprivate var coreSeconds: Double {
        let decoding = pixels.map { $1 * $0.secondsPerMegapixel }.reduce(0, +)
        return decoding + dustyPixels * 0.17 + changedPixels * 0.09 + texels * way.secondsPerMegatexel
    }
}

extension ImageFormat {
    /// Decoding and halving.
    fileprivate var secondsPerMegapixel: Double {
        switch self {
        case .jpeg: 0.0165
        case .png: 0.031
        case .tiff: 0.026
        }
    }
}

extension UnitWork.Way {
    /// Sampling and encoding.
    fileprivate var secondsPerMegatexel: Double {
        switch self {
        case .streamed: 0.0056
        case .sampled: 0.049
        case .laidOver: 0.095
        }
    }
}
