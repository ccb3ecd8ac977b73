const title = "\u003Cscript\u003Ealert('title')\u003C/script\u003E", greeting = 'Hello', path = `/`;
