extension RegistrationProblem<CameraModel> {
    /// Starts are the cameras through two points each; of many unknowns also what is found of fewer.
    init(_ pairs: [ControlPair], width: Int, height: Int, unknowns: PhotoUnknowns) {
        var starts = subsets(of: pairs.count, size: 2, most: 400).flatMap {
            CameraModel.through(pairs[$0[0]], pairs[$0[1]], width: width, height: height, unknowns: unknowns)
        }
        if unknowns == [.shift, .distortion] {
            let fewer: [PhotoUnknowns] = [.shift, .distortion]
            starts += fewer.compactMap { fewer in
                let problem = Self(pairs, width: width, height: height, unknowns: fewer)
                return problem.fit(leavingOut: 0)?.model.knowing(unknowns)
            }
        }
        self.init(
            pairs: pairs,
            width: width,
            height: height,
            starts: starts,
            parameterCount: unknowns.parameterCount
        )
    }

    /// A lens with more unknowns, or the picture the other way round.
    func otherExplanations(ofScale scale: Double, _ unknowns: PhotoUnknowns) -> [Explanation<CameraModel>] {
        let lenses: [PhotoUnknowns] = [.shift, .distortion].filter { unknowns.isDisjoint(with: $0) }
        let richer = lenses.compactMap { more in
            Self(pairs, width: width, height: height, unknowns: unknowns.union(more))
                .explanation(.lens(more), ofScale: scale, ways: Double(lenses.count))
        }
        let mirrored = Self(mirrored, width: width, height: height, unknowns: unknowns)
        return richer + [mirrored.explanation(.mirrored, ofScale: scale)].compactMap(\.self)
    }
}

extension RegistrationProblem<PlaneModel> {
    init(planeOf pairs: [ControlPair], width: Int, height: Int) {
        let all = PlaneModel(linear: pairs, width: width, height: height)
        let some = subsets(of: pairs.count, size: 4, most: 200).compactMap { chosen in
            PlaneModel(linear: chosen.map { pairs[$0] }, width: width, height: height)
        }
        self.init(
            pairs: pairs,
            width: width,
            height: height,
            starts: [all].compactMap(\.self) + some,
            parameterCount: PhotoUnknowns.plane.parameterCount
        )
    }
}

extension RegistrationProblem {
    /// Of a flat picture: the verdict, unless its points lie on a line, or it is the wrong way round.
    func flat(
        _ held: (verdict: RegistrationVerdict, fit: TrimmedFit<Model>?)
    ) -> (RegistrationVerdict, TrimmedFit<Model>?) {
        guard let fit = held.fit else { return held }
        if areOnALine(fit.used.map { pairs[$0] }, width: width, height: height) { return (.collinear, fit) }
        return areMirrored(pairs) ? (.mirrored, fit) : held
    }
}
