// Every host listens to the sources of the whole process: two at once would record each other's spans.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
