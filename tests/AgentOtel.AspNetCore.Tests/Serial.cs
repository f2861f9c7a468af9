// Every host listens to the sources of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
