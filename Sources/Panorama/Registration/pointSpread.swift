/// How far points lie apart in a picture: standard deviations along the line that fits them best, and across it, in pixels.
func spread(of pairs: [ControlPair]) -> (along: Double, across: Double) {
    guard !pairs.isEmpty else { return (0, 0) }
    let middle = pairs.reduce(SIMD2<Double>()) { $0 + $1.place } / Double(pairs.count)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for pair in pairs {
        let offset = pair.place - middle
        (xx, xy, yy) = (xx + offset.x * offset.x, xy + offset.x * offset.y, yy + offset.y * offset.y)
    }
    // Principal axes of the scatter.
    let (mean, half) = ((xx + yy) / 2, (xx - yy) / 2)
    let bow = (half * half + xy * xy).squareRoot()
    let count = Double(pairs.count)
    return ((max(0, mean + bow) / count).squareRoot(), (max(0, mean - bow) / count).squareRoot())
}

/// Whether points lie on a line of the picture or in a spot, by a two-hundredth of its diagonal: then they say little of what is beside.
func areOnALine(_ pairs: [ControlPair], width: Int, height: Int) -> Bool {
    let diagonal = (Double(width) * Double(width) + Double(height) * Double(height)).squareRoot()
    let spread = spread(of: pairs)
    return spread.along < diagonal / 50 || (pairs.count > 2 && spread.across < diagonal / 200)
}

/// Whether a picture's triangles run the other way round than those of the panorama: by far the larger part, weighed by what they
/// enclose.
func areMirrored(_ pairs: [ControlPair]) -> Bool {
    var (kept, turned) = (0.0, 0.0)
    for triple in subsets(of: pairs.count, size: 3, most: 500) {
        let (a, b, c) = (pairs[triple[0]], pairs[triple[1]], pairs[triple[2]])
        let (side, other) = (b.place - a.place, c.place - a.place)
        let picture = side.x * other.y - side.y * other.x
        // Right times down is forward: seen from inside they go round alike.
        let panorama = (a.direction * cross(b.direction, c.direction)).sum()
        if picture * panorama >= 0 { kept += abs(picture) } else { turned += abs(picture) }
    }
    return turned > 9 * kept
}
