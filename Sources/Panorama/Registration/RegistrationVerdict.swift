/// What the residuals say of a registration. Points are counted from 0.
package enum RegistrationVerdict: Sendable, Hashable {
    /// The points agree as well as points that were clicked do.
    case good
    /// The points agree but for these, which the result does not rest on. Where it cannot be told which point is wrong, all that
    /// may be.
    case doubtful([Int])
    /// With fewer there is no result, or nothing that could speak against it. `needed` counts all points.
    case notEnoughPoints(needed: Int)
    /// The points lie on a line or in a spot, so that the picture may turn or bend about them.
    case collinear
    /// The picture is the wrong way round.
    case mirrored
    /// The points would agree if these, too, were unknown: the residuals are those of a moved or bending lens.
    case lens(PhotoUnknowns)
    /// No camera where the panorama was taken sees the points so: the picture was taken from elsewhere.
    case parallax
}
