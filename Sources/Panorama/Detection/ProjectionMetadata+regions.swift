extension ProjectionMetadata {
    /// Pixels that no panorama has; they keep the arithmetic below from overflowing.
    private static let largestSize = 1 << 24

    /// What an equirectangular picture of this size shows of the sphere.
    ///
    /// - Throws: `.contradiction` that names the fields.
    func equirectangularRegion(width: Int, height: Int) throws(ProjectionError) -> EquirectangularRegion? {
        guard hasCrop else { return nil }
        let cropped = try croppedSize(width: width, height: height)
        let full = (width: try wholeWidth(), height: try wholeHeight())
        guard abs(full.width - 2 * full.height) <= 2 else {
            throw .contradiction(
                what: "\(said(.fullWidth, full.width)) is not twice \(said(.fullHeight, full.height))"
            )
        }
        let left = try offset(.croppedLeft, croppedLeft, .croppedWidth, cropped.width, .fullWidth, full.width)
        let top = try offset(.croppedTop, croppedTop, .croppedHeight, cropped.height, .fullHeight, full.height)
        if left == 0, top == 0, cropped == full { return EquirectangularRegion(width: width, height: height) }
        return EquirectangularRegion(
            width: width,
            height: height,
            fullWidth: scaled(full.width, width, cropped.width),
            fullHeight: scaled(full.height, height, cropped.height),
            left: scaled(left, width, cropped.width),
            top: scaled(top, height, cropped.height)
        )
    }

    /// The same for a picture on a cylinder, whose top is given from the horizon.
    func cylinder(width: Int, height: Int) throws(ProjectionError) -> Cylinder? {
        guard fullWidth != nil else { return nil }
        let cropped = try croppedSize(width: width, height: height)
        let fullWidth = try wholeWidth()
        let left = try offset(.croppedLeft, croppedLeft, .croppedWidth, cropped.width, .fullWidth, fullWidth)
        let top = croppedTop ?? -cropped.height / 2
        guard (-Self.largestSize...Self.largestSize).contains(top) else {
            throw .contradiction(what: said(.croppedTop, top))
        }
        return Cylinder(
            width: width,
            height: height,
            fullWidth: scaled(fullWidth, width, cropped.width),
            left: scaled(left, width, cropped.width),
            horizon: -scaled(top, height, cropped.height)
        )
    }

    private var hasCrop: Bool {
        [fullWidth, fullHeight, croppedWidth, croppedHeight, croppedLeft, croppedTop].contains { $0 != nil }
    }

    /// Of the picture as the metadata have it, in the same proportion as the picture itself.
    private func croppedSize(width: Int, height: Int) throws(ProjectionError) -> (width: Int, height: Int) {
        let cropped = (width: croppedWidth ?? width, height: croppedHeight ?? height)
        try checkSize(.croppedWidth, cropped.width)
        try checkSize(.croppedHeight, cropped.height)
        // Scaling rounds a side by up to a pixel.
        guard abs(width * cropped.height - height * cropped.width) <= max(cropped.width, cropped.height) else {
            throw .contradiction(
                what: "\(said(.croppedWidth, cropped.width)) and \(said(.croppedHeight, cropped.height)), "
                    + "but the picture has \(width) x \(height) pixels"
            )
        }
        return cropped
    }

    private func wholeWidth() throws(ProjectionError) -> Int {
        if let fullHeight { try checkSize(.fullHeight, fullHeight) }
        guard let width = fullWidth ?? fullHeight.map({ 2 * $0 }) else {
            throw .contradiction(what: "a cropped area, but no \(Field.fullWidth.rawValue)")
        }
        try checkSize(.fullWidth, width)
        return width
    }

    private func wholeHeight() throws(ProjectionError) -> Int {
        let width = try wholeWidth()
        return fullHeight ?? width / 2
    }

    private func checkSize(_ field: Field, _ size: Int) throws(ProjectionError) {
        guard (1...Self.largestSize).contains(size) else { throw .contradiction(what: said(field, size)) }
    }

    private func offset(
        _ field: Field,
        _ offset: Int?,
        _ sizeField: Field,
        _ size: Int,
        _ fullField: Field,
        _ full: Int
    ) throws(ProjectionError) -> Int {
        let offset = offset ?? 0
        guard offset >= 0, offset <= full - size else {
            throw .contradiction(
                what: "\(said(field, offset)) and \(said(sizeField, size)) do not fit into \(said(fullField, full))"
            )
        }
        return offset
    }

    private func said(_ field: Field, _ value: Int) -> String { "\(field.rawValue) \(value)" }

    private func scaled(_ value: Int, _ now: Int, _ then: Int) -> Double {
        Double(value * now) / Double(then)
    }
}
