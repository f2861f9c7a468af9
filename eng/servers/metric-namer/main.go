// Names metrics as Prometheus names those that come over OTLP, by its own library: reads lines of
// "name<TAB>unit<TAB>counter|updown|gauge|histogram" and writes one name a line; a label has the type "label".
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/prometheus/otlptranslator"
)

var types = map[string]otlptranslator.MetricType{
	"counter":   otlptranslator.MetricTypeMonotonicCounter,
	"updown":    otlptranslator.MetricTypeNonMonotonicCounter,
	"gauge":     otlptranslator.MetricTypeGauge,
	"histogram": otlptranslator.MetricTypeHistogram,
}

func main() {
	namer := otlptranslator.MetricNamer{WithMetricSuffixes: true}
	// As Prometheus sets it where nothing is configured.
	labels := otlptranslator.LabelNamer{UnderscoreLabelSanitization: true, PreserveMultipleUnderscores: true}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		var name string
		var err error
		if parts[2] == "label" {
			name, err = labels.Build(parts[0])
		} else {
			name, err = namer.Build(otlptranslator.Metric{Name: parts[0], Unit: parts[1], Type: types[parts[2]]})
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(name)
	}
}
