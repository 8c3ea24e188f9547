// Runs in every page.
import './search.ts'
import './tabs.ts'
import './copy.ts'
import './home.ts'
import './filter.ts'
