import ArgumentParser
import TileBuilder

/// From which size on a picture is refused.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Millions of pixels that a picture may have; larger ones are refused.", valueName: "count")
    )
    var maxMegapixels = (TileSettings().mostPixels + 999_999) / 1_000_000

    func validate() throws {
        guard (1...1 << 20).contains(maxMegapixels) else {
            throw ValidationError("--max-megapixels \(maxMegapixels): give 1 to \(1 << 20)")
        }
    }

    var mostPixels: Int { maxMegapixels * 1_000_000 }
}
