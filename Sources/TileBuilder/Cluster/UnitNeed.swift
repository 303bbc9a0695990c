/// What a unit will take, by its pictures.
struct UnitNeed {
    let cores: Int
    let memoryMib: Int
    let seconds: Int

    /// - Parameters:
    ///   - pixels: of all its pictures.
    ///   - isStreamed: whether it is tiled while it is decoded; else the pictures are kept whole, and read texel by texel.
    init(pixels: Int, settings: TileSettings, isStreamed: Bool) {
        // One core has the best yield; large pictures would take too long on it.
        cores = pixels < 64_000_000 ? 1 : 2
        // No picture needs more than 32 bytes a pixel with its halvings, and none may take more than its budget.
        let picture = min(settings.memory, pixels * 32)
        memoryMib = picture >> 20 + Self.ownMib
        let secondsPerMegapixel = isStreamed ? 0.03 : 0.15
        seconds = 1 + Int(Double(pixels) / 1e6 * secondsPerMegapixel / Double(cores))
    }

    /// The program, its libraries, and tiles on their way into the result.
    private static let ownMib = 128
}
