// Names metrics as Prometheus names those that come over OTLP, by its own library: reads lines of
// "name<TAB>unit<TAB>counter|updown|gauge|histogram" and writes one name a line.
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
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		name, err := namer.Build(otlptranslator.Metric{Name: parts[0], Unit: parts[1], Type: types[parts[2]]})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(name)
	}
}
