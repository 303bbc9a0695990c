package import Panorama
package import Resampling

/// What one eye sees of a stereo card: a part of its picture, and how that lies in the sphere.
package struct EyeView: Sendable, Hashable {
    /// Of the card's picture, in its pixels.
    package let area: PixelRegion
    /// Of the area.
    package let view: RectilinearView
}

extension StereoCard {
    /// Both eyes' views of a card whose place is known: of the same part of the sphere, at the same heights, and so that the farthest thing
    /// lies at infinity and nothing beyond.
    ///
    /// - Parameters:
    ///   - view: of the left half of the card's picture.
    ///   - swapsEyes: whether the left print is the right eye's. It lies in the same place then: the left print is the one that was
    ///     placed.
    /// - Returns: nil where a facade is seen edge-on.
    package func views(of view: RectilinearView, swapsEyes: Bool) -> (left: EyeView, right: EyeView)? {
        let convergence = swapsEyes ? alignment.disparity.upperBound : alignment.disparity.lowerBound
        let turn = PrintTurn(alignment, prints, convergence: convergence)
        let common = turn.common
        guard let left = self.view(common, of: view),
            let right = self.view(turn.right(common), of: view, turn)
        else { return nil }
        return swapsEyes ? (right, left) : (left, right)
    }

    private func view(_ box: PrintBox, of view: RectilinearView, _ turn: PrintTurn? = nil) -> EyeView? {
        let pixel = Double(reduction)
        let area = box.area(about: turn == nil ? prints.left.middle : prints.right.middle, pixel: pixel)
        let corner = SIMD2(Double(area.column), Double(area.row))
        let from = pixel * (prints.left.middle + (turn?.shift ?? .zero))
        let to = pixel * (turn == nil ? prints.left.middle : prints.right.middle) - corner
        let similar = view.similar(
            width: area.width,
            height: area.height,
            from: from,
            to: to,
            turnDeg: turn?.turnDeg ?? 0,
            scale: turn?.scale ?? 1
        )
        return similar.map { EyeView(area: area, view: $0) }
    }
}

/// A rectangle about a print's middle, in pixels of the scan.
private struct PrintBox {
    var least: SIMD2<Double>
    var most: SIMD2<Double>

    /// Whole pixels of the picture within it, at least one.
    func area(about middle: SIMD2<Double>, pixel: Double) -> PixelRegion {
        let (first, last) = (pixel * (middle + least), pixel * (middle + most))
        let (column, row) = (Int(first.x.rounded(.up)), Int(first.y.rounded(.up)))
        return PixelRegion(
            column: column,
            row: row,
            width: max(1, Int(last.x.rounded(.down)) - column),
            height: max(1, Int(last.y.rounded(.down)) - row)
        )
    }
}

/// How places of the right print lie in the left one.
private struct PrintTurn {
    private let alignment: EyeAlignment
    private let left: CardArea
    private let right: CardArea
    private let convergence: Double

    init(_ alignment: EyeAlignment, _ prints: CardPrints, convergence: Double) {
        self.alignment = alignment
        (left, right) = (prints.left, prints.right)
        self.convergence = convergence
    }

    /// Where the right print's middle lies in the left print.
    var shift: SIMD2<Double> { alignment.aligned(.zero) + SIMD2(convergence, 0) }
    var turnDeg: Double { alignment.rotationDeg }
    var scale: Double { alignment.scale }

    /// What both show, in the left print.
    var common: PrintBox {
        let half = right.halfSize
        let corners = [SIMD2(-1, -1), SIMD2(1, -1), SIMD2(-1, 1), SIMD2(1, 1)].map { corner in
            alignment.aligned(corner * half) + SIMD2(convergence, 0)
        }
        let inner = Self.inner(corners)
        let own = left.halfSize
        return PrintBox(
            least: pointwiseMax(inner.least, -own),
            most: pointwiseMin(inner.most, own)
        )
    }

    /// The same in the right print.
    func right(_ box: PrintBox) -> PrintBox {
        let (sine, cosine) = sineAndCosine(degrees: turnDeg)
        let corners = [
            box.least, SIMD2(box.most.x, box.least.y), SIMD2(box.least.x, box.most.y), box.most,
        ].map { corner in
            let way = scale * (corner - shift)
            return SIMD2(cosine * way.x - sine * way.y, sine * way.x + cosine * way.y)
        }
        let (inner, own) = (Self.inner(corners), right.halfSize)
        return PrintBox(least: pointwiseMax(inner.least, -own), most: pointwiseMin(inner.most, own))
    }

    /// The upright rectangle within four corners: top left, top right, bottom left, bottom right.
    private static func inner(_ corners: [SIMD2<Double>]) -> PrintBox {
        PrintBox(
            least: SIMD2(max(corners[0].x, corners[2].x), max(corners[0].y, corners[1].y)),
            most: SIMD2(min(corners[1].x, corners[3].x), min(corners[2].y, corners[3].y))
        )
    }
}

extension CardArea {
    /// From the scan's top left corner.
    fileprivate var middle: SIMD2<Double> { SIMD2(Double(left + right), Double(top + bottom)) / 2 }
    fileprivate var halfSize: SIMD2<Double> { SIMD2(Double(width), Double(height)) / 2 }
}
