/// How far a picture was decoded.
package struct DecodingPlace: Sendable, Hashable, CustomStringConvertible {
    /// The pass over the picture, from 1, in a file of several; otherwise 0.
    package let pass: Int
    /// Whole rows decoded, in that pass.
    package let row: Int
    /// Rows of the picture; 0 where its header is not complete.
    package let height: Int

    package var description: String {
        if height == 0 { return "in its header" }
        if pass == 0 && row == 0 { return "before its first row" }
        let place = "after row \(row) of \(height)"
        return pass == 0 ? place : "in pass \(pass), \(place)"
    }
}
