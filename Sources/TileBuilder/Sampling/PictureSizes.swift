internal import Panorama
internal import Resampling

/// The sizes in which a picture of a source is kept: itself, its halvings, and, where columns crowd towards a pole, each of these
/// halved across some more times.
struct PictureSizes: Equatable {
    /// How often something is halved.
    struct Halvings: Hashable {
        var across: Int
        var down: Int
    }

    let width: Int
    let height: Int
    /// Whether the picture's sides adjoin each other.
    let isTurn: Bool
    /// By the halvings down, how often a size is halved across beyond these.
    let thinnings: [Int]

    init(_ projection: SourceProjection) {
        let size = projection.pictureSize
        self.init(width: size.width, height: size.height, isTurn: projection.isTurn, crowding: projection.crowding)
    }

    /// - Parameter crowding: how much closer than in the middle columns come, 1 or more.
    private init(width: Int, height: Int, isTurn: Bool, crowding: Double) {
        self.width = width
        self.height = height
        self.isTurn = isTurn
        var thinnings: [Int] = []
        repeat {
            var count = 0
            while Double(1 << count) * 1.41 <= crowding, width >> (thinnings.count + count) > 1 { count += 1 }
            thinnings.append(count)
        } while max(width, height) > 1 << (thinnings.count - 1)
        self.thinnings = thinnings
    }

    /// Each in the order in which it can be made.
    var all: [Halvings] {
        thinnings.enumerated().flatMap { down, count in (0...count).map { Halvings(across: down + $0, down: down) } }
    }

    /// Rounded up, halving by halving.
    func size(_ halvings: Halvings) -> (width: Int, height: Int) {
        (halved(width, halvings.across), halved(height, halvings.down))
    }

    /// The sizes that are the finest to be no finer than such steps from texel to texel ask for, in texels of the picture itself.
    func halvings(across: Double, down: Double) -> Halvings {
        let isThinned = thinnings[0] > 0
        let least = min(exponent(isThinned ? down : max(across, down)), thinnings.count - 1)
        let most = least + thinnings[least]
        return Halvings(across: min(max(exponent(across), least), most), down: least)
    }

    /// Halvings are deep whatever the picture is: else each would be rounded once more.
    static func depth(_ halvings: Halvings, of picture: SampleDepth) -> SampleDepth {
        halvings.across > 0 ? .deep : picture
    }

    /// - Parameter depth: of the picture itself.
    func byteCount(_ halvings: Halvings, depth: SampleDepth) -> Int {
        let (width, height) = size(halvings)
        return PictureLevel.byteCount(width: width, height: height, depth: Self.depth(halvings, of: depth))
    }

    func byteCount(depth: SampleDepth) -> Int { all.map { byteCount($0, depth: depth) }.reduce(0, +) }
}

/// Texels of a picture for one of a tile; a little more than one does no harm.
let largestStep = 1.0625

/// Halvings after which a step is no longer than two texels, nor much shorter than one.
private func exponent(_ step: Double) -> Int {
    var halvings = 0
    while step * largestStep >= Double(2 << halvings) { halvings += 1 }
    return halvings
}

private func halved(_ size: Int, _ count: Int) -> Int { (0..<count).reduce(size) { size, _ in (size + 1) / 2 } }

extension SourceProjection {
    /// How much closer than at the horizon columns lie where they lie closest.
    fileprivate var crowding: Double {
        guard case .equirectangular(let region) = self else { return 1 }
        let rowsToPole = min(region.top, region.fullHeight - region.top - Double(region.height))
        // The outermost texels lie half a row within; 2^20 is enough for any picture.
        let angle = max(0, rowsToPole + 0.5) * Double.pi / region.fullHeight
        return angle < 1.0 / 1_048_576 ? 1_048_576 : 1 / angle
    }
}
