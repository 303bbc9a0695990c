internal import Panorama

extension FaceRegion {
    /// Points a side at which a texel is looked at.
    private static let points = 4

    /// How much of a texel a source shows: 0...1 in sixteenths.
    ///
    /// - Parameters:
    ///   - column, row: of the face.
    func share(ofColumn column: Int, row: Int, shownBy projection: SourceProjection) -> Double {
        let finer = Double(faceSize * Self.points)
        var count = 0
        for y in 0..<Self.points {
            let v = (2 * Double(row * Self.points + y) + 1) / finer - 1
            for x in 0..<Self.points {
                let u = (2 * Double(column * Self.points + x) + 1) / finer - 1
                if projection.position(of: face.direction(u: u, v: v)) != nil { count += 1 }
            }
        }
        return Double(count) / Double(Self.points * Self.points)
    }
}
