from deploy.stack import main

main()
