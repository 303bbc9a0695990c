extension RectilinearView {
    /// Of a picture that shows the same, cut, turned or larger: what this one shows at `from` it shows at `to`, and all else about it
    /// likewise. The directions stay as they are.
    ///
    /// - Parameters:
    ///   - width, height: of the other picture.
    ///   - from, to: from the top left corners of the pictures.
    ///   - turnDeg: by which the other picture is turned clockwise.
    ///   - scale: of its lengths, above 0.
    /// - Returns: nil where a facade is seen edge-on in the other picture's middle.
    package func similar(
        width: Int,
        height: Int,
        from: SIMD2<Double>,
        to: SIMD2<Double>,
        turnDeg: Double = 0,
        scale: Double = 1
    ) -> RectilinearView? {
        let (sine, cosine) = sineAndCosine(degrees: turnDeg)
        func moved(_ way: SIMD2<Double>) -> SIMD2<Double> {
            scale * SIMD2(cosine * way.x - sine * way.y, sine * way.x + cosine * way.y)
        }
        if let plane {
            let (x, y) = (plane.x - from.x * plane.w, plane.y - from.y * plane.w)
            return RectilinearView(
                width: width,
                height: height,
                plane: PhotoPlane(
                    x: scale * (cosine * x - sine * y) + to.x * plane.w,
                    y: scale * (sine * x + cosine * y) + to.y * plane.w,
                    w: plane.w
                )
            )
        }
        var geometry = geometry
        geometry.focal *= scale
        geometry.centre = to + moved(geometry.centre - from)
        // What turns clockwise in the picture is a camera that leant the other way.
        var pose = pose
        pose.rollDeg -= turnDeg
        let lens = geometry.lens(width: width, height: height)
        return lens.isPossible ? RectilinearView(width: width, height: height, pose: pose, lens: lens) : nil
    }
}
