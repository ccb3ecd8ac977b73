import ArchiveModel

/// Which papers have each name, in the archive's order: one array for all names, of which each has a stretch.
struct PapersOfNames {
    private var papers: [PaperIndex]
    private var starts: [Int]
    private var ends: [Int]

    /// Counts first and fills then; `names` gives the names of a paper.
    init(_ count: Int, papers paperCount: Int, names: (PaperIndex) -> ArraySlice<Int32>) {
        starts = Array(repeating: 0, count: count + 1)
        for index in 0..<paperCount {
            for name in names(index) { starts[Int(name) + 1] += 1 }
        }
        for name in 0..<count { starts[name + 1] += starts[name] }
        papers = Array(repeating: 0, count: starts[count])
        ends = starts
        for index in 0..<paperCount {
            for name in names(index) {
                let end = ends[Int(name)]
                // A paper that says a name twice has it once.
                if end > starts[Int(name)], papers[end - 1] == index { continue }
                papers[end] = index
                ends[Int(name)] += 1
            }
        }
    }

    /// The papers of a name.
    subscript(name: Int) -> ArraySlice<PaperIndex> { papers[starts[name]..<ends[name]] }
}
