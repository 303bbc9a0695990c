/// The kinds of projection by the names that users give them.
package enum ProjectionKind: String, CaseIterable, Sendable {
    case equirectangular
    case cylindrical
    case rectilinear
    case cubemap
}
