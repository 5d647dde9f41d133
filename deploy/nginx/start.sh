#!/bin/sh
# Fills in the templates in a container and becomes nginx: sh start.sh <templates> <settings> [resolv.conf]
set -eu

names=
while IFS='=' read -r name value; do
    case $name in
    '' | '#'*) continue ;;
    esac
    eval "export $name=\"\${$name:-\$value}\""
    names="$names \${$name}"
done <"$2"
name_server=$(awk '$1 == "nameserver" { print ($2 ~ /:/ ? "[" $2 "]" : $2); exit }' "${3:-/etc/resolv.conf}")
export RESOLVER="${RESOLVER:-$name_server}"

prefix=$(mktemp -d)
for template in "$1"/*.conf; do
    envsubst "$names" <"$template" >"$prefix/${template##*/}"
done
exec nginx -e stderr -p "$prefix" -c "$prefix/nginx.conf"
