//go:build tools

package lint

import (
	_ "github.com/rhysd/actionlint/cmd/actionlint"
)
