const title = "From a folder", greeting = 'Hello', path = `/`;
